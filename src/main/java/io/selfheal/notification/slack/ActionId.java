package io.selfheal.notification.slack;

/**
 * How Slack names the button that was pressed. A button's value is the incident's id, a space, and
 * the UID of the pod that the question is about.
 */
public final class ActionId {
  public static final String TERMINATE = "selfheal-terminate";
  public static final String KEEP = "selfheal-keep";

  private ActionId() {}
}
