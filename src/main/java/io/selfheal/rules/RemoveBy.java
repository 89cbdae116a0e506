package io.selfheal.rules;

/**
 * How the pod is removed; a deletion needs a Role of its own and goes around disruption budgets.
 */
public enum RemoveBy {
  EVICT,
  DELETE
}
