package io.selfheal.incident;

/**
 * Why something was refused, deferred or given up. The log, the metric and the messages share it.
 *
 * @param code short and stable, as {@code cooldown}; the metric's tag
 * @param sentence for people; names the setting that would allow it where there is one
 */
public record Reason(String code, String sentence) {}
