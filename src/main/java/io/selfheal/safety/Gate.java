package io.selfheal.safety;

/** One question whether the responder may act: a pure function over a situation. */
@FunctionalInterface
interface Gate {
  Verdict check(Situation situation);
}
