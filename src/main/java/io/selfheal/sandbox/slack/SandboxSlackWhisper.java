package io.selfheal.sandbox.slack;

/** What one user was told in a channel, and nobody else sees. */
public record SandboxSlackWhisper(String channel, String user, String text) {}
