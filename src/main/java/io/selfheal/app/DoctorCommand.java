package io.selfheal.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.selfheal.config.Problem;
import io.selfheal.doctor.Doctor;
import io.selfheal.doctor.Finding;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code doctor}: is everything there that the configuration needs? */
public final class DoctorCommand implements Callable<Integer> {
  private static final int SICK = 1;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String CONFIG = "config";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConfigOptions options = new ConfigOptions();
  private final OptionSpec json =
      Commands.flag("--json", "Print an array of {check, state, detail, mend} instead of lines.");
  private final PrintStream out;
  private final Clock clock;

  public DoctorCommand(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  public CommandSpec spec() {
    CommandSpec command =
        Commands.command(
            "doctor",
            this,
            "Hold the configuration against reality: Kubernetes, store, Slack, ledger, spool."
                + " Posts nothing; leaves nothing behind.");
    return options.addTo(command).addOption(json);
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    boolean asJson = json.<Boolean>getValue();
    Consumer<Finding> print = asJson ? finding -> {} : finding -> out.println(line(finding));
    examine(options.load(), print.andThen(findings::add));
    if (asJson) {
      out.println(array(findings));
    }
    return findings.stream().anyMatch(Finding::failed) ? SICK : 0;
  }

  private void examine(Configuration configuration, Consumer<Finding> heard)
      throws InterruptedException {
    if (configuration.problems().isEmpty()) {
      new Doctor(Examinations.of(configuration, clock), DEADLINE).examine(heard);
      return;
    }
    for (Problem problem : configuration.problems()) {
      heard.accept(Finding.failed(CONFIG, problem.toString(), "correct that file"));
    }
    heard.accept(Finding.skipped("all else", "Not looked at while the configuration is wrong"));
  }

  private static String line(Finding finding) {
    String mend = finding.mend().isEmpty() ? "" : "; " + finding.mend();
    return "%-8s %s: %s%s"
        .formatted(finding.state().slug(), finding.check(), finding.detail(), mend);
  }

  private static String array(List<Finding> findings) {
    ArrayNode array = JSON.createArrayNode();
    for (Finding finding : findings) {
      array
          .addObject()
          .put("check", finding.check())
          .put("state", finding.state().slug())
          .put("detail", finding.detail())
          .put("mend", finding.mend());
    }
    return array.toPrettyString();
  }
}
