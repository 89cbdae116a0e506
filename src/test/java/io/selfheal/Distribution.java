package io.selfheal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The packaged program, as users start it. */
public final class Distribution {
  private Distribution() {}

  /** {@code serve}, which logs to responder.log in the folder, and knows no one's environment. */
  public static Process serve(Path folder, Path config) throws IOException {
    Path program = Path.of(System.getProperty("dist", "target/dist"), "bin", "self-heal");
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "serve", "--config", config.toString());
    builder.environment().keySet().removeAll(List.of("KUBECONFIG", "SLACK_WEBHOOK_URL"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("responder.log").toFile())
        .start();
  }
}
