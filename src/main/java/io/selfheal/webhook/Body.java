package io.selfheal.webhook;

import io.selfheal.access.HttpProblem;
import io.selfheal.webhook.WebhookConfig.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/**
 * A notification's body as it arrives, never held whole: ends the request when it is too long,
 * takes too long, or does not fit beside the others. Its bytes count as in flight until it is
 * closed, which is when the answer is out.
 */
final class Body extends InputStream {
  private final InputStream source;
  private final Bounds bounds;
  private final BytesInFlight inFlight;
  private final Clock clock;
  private final Instant deadline;
  private final Excerpt excerpt = new Excerpt();
  private long read;
  private long reserved;

  Body(InputStream source, Bounds bounds, BytesInFlight inFlight, Clock clock) {
    this.source = source;
    this.bounds = bounds;
    this.inFlight = inFlight;
    this.clock = clock;
    this.deadline = clock.instant().plus(bounds.bodyDeadline());
  }

  /** Reserves what the sender announces, so that a body which cannot fit is refused unread. */
  void announced(long length) {
    if (length > bounds.maxBody()) {
      throw tooLarge();
    }
    reserve(length);
  }

  Excerpt excerpt() {
    return excerpt;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = source.read(bytes, offset, length);
    if (clock.instant().isAfter(deadline)) {
      throw HttpProblem.unavailable("The body took longer than " + bounds.bodyDeadline())
          .header("Connection", "close");
    }
    if (count > 0) {
      count(count);
      excerpt.saw(bytes, offset, count);
    }
    return count;
  }

  @Override
  public void close() {
    inFlight.giveBack(reserved);
    reserved = 0;
  }

  private void count(int bytes) {
    read += bytes;
    if (read > bounds.maxBody()) {
      throw tooLarge();
    }
    reserve(read);
  }

  private void reserve(long wanted) {
    long more = wanted - reserved;
    if (more > 0 && !inFlight.take(more)) {
      throw HttpProblem.unavailable("Too many bytes of other notifications are being worked on");
    }
    reserved += Math.max(0, more);
  }

  private HttpProblem tooLarge() {
    return new HttpProblem(413, "The body is larger than " + bounds.maxBody() + " bytes")
        .header("Connection", "close");
  }
}
