package io.selfheal.reliability.matrix;

/** A promise was not kept. An error, so that nothing of the responder takes it for trouble. */
final class Broken extends AssertionError {
  Broken(String what) {
    super(what);
  }
}
