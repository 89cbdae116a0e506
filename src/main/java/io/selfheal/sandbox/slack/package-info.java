/** A Slack on loopback, for what the messenger asks of it. */
package io.selfheal.sandbox.slack;
