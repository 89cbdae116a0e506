/**
 * The whole service on a laptop: an API server whose pods are real local JVMs, a Drive, a Slack.
 */
package io.selfheal.sandbox;
