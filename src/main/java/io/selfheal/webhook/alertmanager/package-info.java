/** Ask Alertmanager for what the webhook missed, and notice when no alerts reach us. */
package io.selfheal.webhook.alertmanager;
