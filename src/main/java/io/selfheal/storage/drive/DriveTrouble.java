package io.selfheal.storage.drive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.http.HttpHeaders;
import com.google.auth.Retryable;
import io.selfheal.storage.StorageException;
import io.selfheal.storage.StorageException.Reason;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One request to Drive that came to nothing, and when Drive wants the next one. What Drive answers
 * is never quoted but for its reason code: it may repeat a URL that is a secret.
 */
final class DriveTrouble extends Exception {
  private static final int TOO_MANY = 429;
  private static final int MOST_CAUSES = 10;
  private static final Set<String> RATE =
      Set.of(
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "sharingRateLimitExceeded",
          "dailyLimitExceeded",
          "uploadLimitExceeded");
  private static final Set<String> QUOTA =
      Set.of(
          "storageQuotaExceeded",
          "quotaExceeded",
          "teamDriveFileLimitExceeded",
          "activeItemCreationLimitExceeded",
          "numChildrenInNonRootLimitExceeded");

  private final Reason reason;
  private final Optional<String> retryAfter;

  private DriveTrouble(
      Reason reason, String message, Optional<String> retryAfter, IOException cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  static DriveTrouble answered(
      String doing, int status, GoogleJsonError details, HttpHeaders headers) {
    String code = codeOf(details);
    Reason reason = reasonOf(status, code);
    String why = "Drive answered " + status + (code.isEmpty() ? "" : " " + code);
    return new DriveTrouble(
        reason, sentence(doing, why, reason), Optional.ofNullable(headers.getRetryAfter()), null);
  }

  /** The exception goes along as the cause. An interrupt that became one is one again. */
  static DriveTrouble unreachable(String doing, IOException e) {
    if (e.getCause() instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    boolean refused = causes(e).anyMatch(DriveTrouble::isRefusal);
    Reason reason = refused ? Reason.UNAUTHORIZED : Reason.UNREACHABLE;
    String why = refused ? "Google gives no access token" : e.getClass().getSimpleName();
    return new DriveTrouble(reason, sentence(doing, why, reason), Optional.empty(), e);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof Retryable login && !login.isRetryable();
  }

  /** For a request whose URL is a secret: what the network throws could quote it. */
  DriveTrouble withoutCause() {
    return new DriveTrouble(reason, getMessage(), retryAfter, null);
  }

  /** The credentials do not open Drive. */
  static DriveTrouble unauthorized(String doing, String why, IOException cause) {
    return new DriveTrouble(
        Reason.UNAUTHORIZED, sentence(doing, why, Reason.UNAUTHORIZED), Optional.empty(), cause);
  }

  /** Drive did answer, and the answer rules it out. */
  static DriveTrouble refused(String doing, Reason reason, String why) {
    return new DriveTrouble(reason, sentence(doing, why, reason), Optional.empty(), null);
  }

  /** Drive is not where we thought it was; asking again finds out. */
  static DriveTrouble unclear(String doing, String why) {
    return refused(doing, Reason.SERVER_ERROR, why);
  }

  Reason reason() {
    return reason;
  }

  /** The header as it came: seconds or a date. */
  Optional<String> retryAfter() {
    return retryAfter;
  }

  StorageException error() {
    return new StorageException(reason, getMessage(), this);
  }

  private static String codeOf(GoogleJsonError details) {
    boolean none = details == null || details.getErrors() == null || details.getErrors().isEmpty();
    String code = none ? null : details.getErrors().get(0).getReason();
    return code == null || !code.matches("[A-Za-z]{1,60}") ? "" : code;
  }

  private static Reason reasonOf(int status, String code) {
    if (status >= 500 || status == 408) {
      return Reason.SERVER_ERROR;
    }
    if (status == TOO_MANY || RATE.contains(code)) {
      return Reason.RATE_LIMITED;
    }
    if (QUOTA.contains(code)) {
      return Reason.QUOTA_EXCEEDED;
    }
    return switch (status) {
      case 401 -> Reason.UNAUTHORIZED;
      case 404, 410 -> Reason.NOT_FOUND;
      default -> Reason.FORBIDDEN;
    };
  }

  private static String sentence(String doing, String why, Reason reason) {
    return "Cannot " + doing + ": " + why + "; " + mend(reason);
  }

  private static String mend(Reason reason) {
    return switch (reason) {
      case UNAUTHORIZED -> "look at store.drive.credentialsFile";
      case FORBIDDEN -> "give the account the role Content manager on the shared drive";
      case NOT_FOUND -> "share the folder store.drive.rootFolder with the account";
      case QUOTA_EXCEEDED ->
          "free some space, or use a shared drive: a service account has no storage of its own";
      case RATE_LIMITED, UNREACHABLE, SERVER_ERROR, CHECKSUM_MISMATCH -> "it is tried again";
      case SPOOL_UNREADABLE -> "look at the volume of spool.folder";
      case UNEXPECTED -> "please report this as a bug";
    };
  }
}
