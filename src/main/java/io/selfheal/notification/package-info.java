/** Tell people, and hear their answer: Slack, a webhook, the console. */
package io.selfheal.notification;
