package io.selfheal.sandbox.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.selfheal.sandbox.cluster.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** What every call passes: who are you, may you, and does something go wrong on purpose. */
final class Door {
  private final Optional<String> token;
  private final Access access;
  private final Faults faults;

  Door(Optional<String> token, Access access, Faults faults) {
    this.token = token;
    this.access = access;
    this.faults = faults;
  }

  void authenticate(Context context) {
    byte[] given =
        Optional.ofNullable(context.header("Authorization"))
            .orElse("")
            .getBytes(StandardCharsets.UTF_8);
    if (token.isPresent()
        && !MessageDigest.isEqual(
            given, ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8))) {
      throw Rejection.of(401, "Unauthorized", "Unauthorized");
    }
  }

  Handler guard(Call call, Handler handler) {
    return context -> {
      check(call, context);
      handler.handle(context);
    };
  }

  void check(Call call, Context context) {
    faults.check(call);
    String namespace = context.pathParamMap().getOrDefault("namespace", "");
    access.check(call, namespace, context.pathParamMap().getOrDefault("name", ""));
  }
}
