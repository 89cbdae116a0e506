package io.selfheal.kubernetes;

import io.kubernetes.client.util.exception.TokenAquisitionException;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stands before the client's own authentication and makes an answer of its surprises: on the
 * socket's thread anything but an IOException ends the process.
 */
final class CredentialTrouble implements Interceptor {

  /** There is no token, or none that a header can carry. */
  static final class NoToken extends IOException {
    NoToken(RuntimeException cause) {
      super("the token cannot be read, or is none", cause);
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (TokenAquisitionException | IllegalArgumentException e) {
      throw new NoToken(e);
    }
  }
}
