package io.selfheal.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.selfheal.incident.Switch;
import io.selfheal.incident.Switch.Paused;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /pause} and {@code POST /resume}, the kill switch; {@code GET /pause} shows it. */
final class PauseRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PauseRoutes.class);

  private final Supplier<? extends Switch> killSwitch;

  PauseRoutes(Supplier<? extends Switch> killSwitch) {
    this.killSwitch = killSwitch;
  }

  /**
   * @param guarded lets only those through who may
   */
  void addTo(RoutesConfig routes, UnaryOperator<Handler> guarded) {
    routes.get("/pause", guarded.apply(this::show));
    routes.post("/pause", guarded.apply(this::pause));
    routes.post("/resume", guarded.apply(this::resume));
  }

  private void show(Context context) {
    Answers.write(context, killSwitch.get().paused());
  }

  private void pause(Context context) throws IOException {
    Order order = Order.of(context, "by", "reason");
    Paused stands =
        killSwitch.get().pause(order.required("by"), order.optional("reason").orElse(""));
    LOG.atWarn()
        .addKeyValue("by", stands.by())
        .addKeyValue("reason", stands.reason())
        .log("The responder is paused: nothing is done until it is resumed");
    Answers.write(context, Optional.of(stands));
  }

  /** Says which pause it ended. */
  private void resume(Context context) throws IOException {
    Order order = Order.of(context, "by");
    String by = order.required("by");
    Optional<Paused> ended = killSwitch.get().resume(by);
    LOG.atWarn().addKeyValue("by", by).log("The responder was resumed");
    Answers.writeEnded(context, ended);
  }
}
