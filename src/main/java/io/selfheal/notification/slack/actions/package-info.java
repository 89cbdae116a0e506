/** What people press in Slack: by signed requests or over Socket Mode, and who may. */
package io.selfheal.notification.slack.actions;
