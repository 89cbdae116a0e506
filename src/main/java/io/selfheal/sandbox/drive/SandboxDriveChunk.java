package io.selfheal.sandbox.drive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A header {@code Content-Range: bytes 0-262143/600000}; the end is the byte after the last. */
record SandboxDriveChunk(long from, long end, long total) {
  private static final Pattern CHUNK = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  static SandboxDriveChunk parse(String header) {
    Matcher matcher = CHUNK.matcher(String.valueOf(header));
    if (!matcher.matches()) {
      throw SandboxDriveException.badRequest("invalidContentRange");
    }
    return new SandboxDriveChunk(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)) + 1,
        Long.parseLong(matcher.group(3)));
  }

  long length() {
    return end - from;
  }
}
