package io.selfheal.rules;

/** What follows the evidence. */
public enum Then {
  TERMINATE,
  NONE
}
