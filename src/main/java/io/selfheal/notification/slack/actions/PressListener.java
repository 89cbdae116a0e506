package io.selfheal.notification.slack.actions;

/** Hears what became of each press of a button. */
public interface PressListener {
  /** It decided what an incident asks, which may go on now. */
  void accepted();

  /**
   * @param reason its code, as {@code approval-forbidden}
   */
  void refused(String reason);
}
