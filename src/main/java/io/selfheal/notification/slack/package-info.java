/** Slack's side of the messages: Block Kit, the Web API, incoming webhooks. */
package io.selfheal.notification.slack;
