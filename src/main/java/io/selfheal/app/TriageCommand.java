package io.selfheal.app;

import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Finding;
import io.selfheal.triage.Specimen;
import io.selfheal.triage.Triage;
import io.selfheal.triage.report.HtmlReport;
import io.selfheal.triage.report.JsonReport;
import io.selfheal.triage.report.Report;
import io.selfheal.triage.report.Timeline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code triage}: what do these dumps say? Needs neither a cluster nor a configuration. */
public final class TriageCommand implements Callable<Integer> {
  private static final int NOTHING_READABLE = 1;
  private static final int CANNOT_WRITE = 1;
  private static final int MEMORY = 512;
  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final String INDENT = "       ";

  private final PositionalParamSpec files =
      PositionalParamSpec.builder()
          .paramLabel("FILE")
          .arity("1..*")
          .required(true)
          .type(List.class)
          .auxiliaryTypes(Path.class)
          .description(
              "Heap dumps (.hprof, also .gz or .zst), thread dumps, histograms, recordings, logs;"
                  + " or folders of them.")
          .build();
  private final OptionSpec report =
      OptionSpec.builder("--report")
          .paramLabel("HTML")
          .type(Path.class)
          .description("Write a page with pictures there, and the same as JSON beside it.")
          .build();
  private final OptionSpec json =
      Commands.flag("--json", "Print JSON, as docs/triage.md describes it, instead of lines.");
  private final OptionSpec memory =
      OptionSpec.builder("--memory")
          .paramLabel("MIB")
          .type(int.class)
          .initialValue(MEMORY)
          .description("For the JVM that reads a heap dump. Default: " + MEMORY + ".")
          .build();
  private final PrintStream out;
  private final PrintStream err;

  public TriageCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public CommandSpec spec() {
    return Commands.command(
            "triage",
            this,
            "Say what thread dumps, heap dumps and other evidence show; the first line is the"
                + " verdict.")
        .addPositional(files)
        .addOption(report)
        .addOption(json)
        .addOption(memory);
  }

  @Override
  public Integer call() throws InterruptedException {
    requirePage();
    SpecimenFiles found = SpecimenFiles.of(files.getValue());
    Diagnosis diagnosis = found.with(triage().thorough(found.specimens()));
    Report whole = Report.of(title(found.specimens()), diagnosis, Timeline.NONE);
    print(whole);
    if (!written(whole)) {
      return CANNOT_WRITE;
    }
    return diagnosis.read().isEmpty() ? NOTHING_READABLE : 0;
  }

  /** The JSON has its place beside the page. */
  private void requirePage() {
    Path page = report.getValue();
    if (page != null && page.equals(beside(page))) {
      throw new ParameterException(
          report.command().commandLine(),
          "Cannot write a page to %s: its JSON goes there; name a file that ends in .html"
              .formatted(page));
    }
  }

  private Triage triage() {
    return Triage.standard((long) memory.<Integer>getValue() << 20, DEADLINE);
  }

  private static String title(List<Specimen> specimens) {
    return specimens.size() == 1 ? specimens.get(0).name() : specimens.size() + " files";
  }

  private void print(Report whole) {
    if (json.<Boolean>getValue()) {
      out.println(JsonReport.of(whole));
    } else {
      lines(whole.diagnosis());
    }
  }

  private void lines(Diagnosis diagnosis) {
    out.println(diagnosis.headline());
    for (Finding finding : diagnosis.verdict().findings()) {
      out.printf("%n  %2d %%  %s%n", finding.confidence(), finding.sentence());
      finding.backing().forEach(line -> out.println(INDENT + line));
    }
    if (!diagnosis.unread().isEmpty()) {
      out.println();
      diagnosis.unread().forEach(out::println);
    }
  }

  private boolean written(Report whole) {
    Path page = report.getValue();
    if (page == null) {
      return true;
    }
    try {
      Files.writeString(page, HtmlReport.of(whole));
      Files.writeString(beside(page), JsonReport.of(whole));
      return true;
    } catch (IOException e) {
      err.println("Cannot write " + page + ": " + e + "; name another place by --report");
      return false;
    }
  }

  /** {@code triage.json} beside {@code triage.html}. */
  private static Path beside(Path page) {
    String name = String.valueOf(page.getFileName());
    int dot = name.lastIndexOf('.');
    return page.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
  }
}
