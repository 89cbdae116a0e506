/** Tell people: Slack, a webhook, the console. */
package io.selfheal.notification;
