package io.selfheal.reliability.matrix;

/** The process ends here. An error, so that nothing of the responder takes it for trouble. */
final class Crash extends Error {}
