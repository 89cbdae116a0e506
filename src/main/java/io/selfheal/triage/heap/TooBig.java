package io.selfheal.triage.heap;

import java.io.IOException;

/** A dump that is whole, and yet more than can be analysed here. */
final class TooBig extends IOException {
  TooBig(String why) {
    super(why);
  }
}
