/**
 * The whole service against a real cluster, a real Alertmanager, and the sandbox's Drive and Slack.
 */
package io.selfheal.lab;
