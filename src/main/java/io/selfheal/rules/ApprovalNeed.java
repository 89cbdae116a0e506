package io.selfheal.rules;

/** Whether people are asked before a pod is removed. */
public enum ApprovalNeed {
  NONE,
  REQUIRED
}
