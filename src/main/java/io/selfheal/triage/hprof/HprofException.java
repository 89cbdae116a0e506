package io.selfheal.triage.hprof;

import java.io.IOException;

/** What was read is no whole heap dump: damaged, cut, or larger than can be counted. */
public final class HprofException extends IOException {
  private final long offset;

  HprofException(long offset, String what) {
    super("Cannot read the heap dump: near byte " + offset + " " + what);
    this.offset = offset;
  }

  /** Where, in bytes of the uncompressed dump. */
  public long offset() {
    return offset;
  }
}
