package io.selfheal.notification.slack.actions;

import io.javalin.http.Context;
import io.selfheal.access.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bytes of a request, which are signed as they are: bounded in number and in time. */
final class RequestBody {
  private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
  private static final int MOST_BYTES = 256 * 1024;
  private static final int PIECE = 8 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private RequestBody() {}

  /** Throws an {@link HttpProblem} for a body that is too long, or too long on its way. */
  static byte[] read(Context context, Clock clock) {
    try {
      return read(context.bodyInputStream(), clock);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("A body was cut off");
      throw closing(400, "The body did not arrive");
    }
  }

  private static byte[] read(InputStream in, Clock clock) throws IOException {
    Instant end = clock.instant().plus(DEADLINE);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      body.write(piece, 0, count);
      if (body.size() > MOST_BYTES) {
        throw closing(413, "The body is larger than " + MOST_BYTES + " bytes");
      }
      if (clock.instant().isAfter(end)) {
        throw closing(408, "The body took longer than " + DEADLINE);
      }
    }
    return body.toByteArray();
  }

  private static HttpProblem closing(int status, String why) {
    return new HttpProblem(status, why).header("Connection", "close");
  }
}
