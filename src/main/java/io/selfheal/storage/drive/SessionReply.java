package io.selfheal.storage.drive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.gson.GsonFactory;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Drive said to one request of a resumable upload, read to its end. */
record SessionReply(int status, HttpHeaders headers, GoogleJsonError details) {
  private static final Pattern RANGE = Pattern.compile("bytes=0-(\\d{1,18})");
  private static final int RESUME_INCOMPLETE = 308;
  private static final int CONFLICT = 409;

  static SessionReply read(HttpResponse response) throws IOException {
    try {
      GoogleJsonError details =
          response.isSuccessStatusCode()
              ? null
              : GoogleJsonResponseException.from(GsonFactory.getDefaultInstance(), response)
                  .getDetails();
      return new SessionReply(response.getStatusCode(), response.getHeaders(), details);
    } finally {
      response.ignore();
    }
  }

  boolean success() {
    return status / 100 == 2;
  }

  /** There is a file of that id already. */
  boolean conflict() {
    return status == CONFLICT;
  }

  /** Google ends a session with any 4xx that is not about the account, its rate or its room. */
  SessionAnswer answer(String doing) throws DriveTrouble {
    if (status == RESUME_INCOMPLETE) {
      return SessionAnswer.from(next(doing));
    }
    if (success() || conflict()) {
      return SessionAnswer.DONE;
    }
    DriveTrouble trouble = trouble(doing);
    if (trouble.reason() == Reason.NOT_FOUND || trouble.reason() == Reason.FORBIDDEN) {
      return SessionAnswer.LOST;
    }
    throw trouble;
  }

  DriveTrouble trouble(String doing) {
    return DriveTrouble.answered(doing, status, details, headers);
  }

  private long next(String doing) throws DriveTrouble {
    if (headers.getRange() == null) {
      return 0;
    }
    Matcher matcher = RANGE.matcher(headers.getRange());
    if (!matcher.matches()) {
      throw DriveTrouble.unclear(doing, "Drive does not say how much it has");
    }
    return Long.parseLong(matcher.group(1)) + 1;
  }
}
