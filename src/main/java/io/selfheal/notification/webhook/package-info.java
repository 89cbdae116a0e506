/** Tell machines: the incident as JSON, signed. */
package io.selfheal.notification.webhook;
