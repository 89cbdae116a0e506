package io.selfheal.triage.report;

import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Figures;
import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import io.selfheal.triage.StackNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** One page, with all that it needs in it, and nothing that runs. */
public final class HtmlReport {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String STYLE = "/triage/report.css";

  private static final String KEY =
      """
      <p class="key"><b class="blocked">blocked</b> <b class="runnable">runnable</b>
      <b class="waiting">waiting</b> <b class="timed_waiting">waiting for a time</b></p>
      """;
  private static final String END =
      """
      </p>
      <p>No value of a string or an array is on this page; what looks like a secret in a name is
      masked.</p>
      </footer>
      </main>
      </body>
      </html>
      """;

  private final Report report;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(Report report) {
    this.report = report;
  }

  public static String of(Report report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    Diagnosis diagnosis = report.diagnosis();
    head();
    verdict(diagnosis);
    findings(diagnosis.verdict().findings());
    diagnosis.classes().ifPresent(this::heap);
    diagnosis.retained().ifPresent(this::retained);
    diagnosis.stacks().ifPresent(this::stacks);
    timeline(report.timeline().moments());
    texts("What could not be read", diagnosis.unread());
    foot(diagnosis);
    return html.toString();
  }

  private void head() {
    html.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        """
            .formatted(Html.text("Triage of " + report.title()), style()));
  }

  private void verdict(Diagnosis diagnosis) {
    boolean conclusive = diagnosis.verdict().conclusive().isPresent();
    html.append("<header class=\"%s\">\n".formatted(conclusive ? "found" : "open"));
    html.append("<p class=\"who\">").append(Html.text(report.title())).append("</p>\n");
    html.append("<h1>").append(Html.sentence(diagnosis.headline())).append("</h1>\n");
    html.append("</header>\n");
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    section("Findings", "Each with how sure it is that people should look there first.");
    html.append("<ol class=\"findings\">\n");
    findings.forEach(this::finding);
    html.append("</ol>\n</section>\n");
  }

  private void finding(Finding finding) {
    html.append("<li><p class=\"sentence\">%s</p>\n".formatted(Html.sentence(finding.sentence())));
    html.append(
        "<p class=\"sure\">%s %d&nbsp;%% sure <span class=\"fault\">%s</span></p>\n"
            .formatted(
                Bar.svg(80, finding.confidence()), finding.confidence(), finding.fault().slug()));
    html.append("<ul class=\"backing\">\n");
    finding
        .backing()
        .forEach(line -> html.append("<li>").append(Html.sentence(line)).append("</li>\n"));
    html.append("</ul></li>\n");
  }

  private void heap(SizeNode classes) {
    section(
        "Heap by package and class",
        "%s in %s objects, by shallow size."
            .formatted(Figures.bytes(classes.bytes()), Figures.count(classes.instances())));
    html.append(Treemap.of(classes));
    html.append("<details><summary>The same as a table</summary>\n")
        .append(LargestClasses.of(classes));
    html.append("</details>\n</section>\n");
  }

  private void retained(SizeNode retained) {
    section(
        "What retains most",
        "Of %s: what would go if the object went, and what is in it."
            .formatted(Figures.bytes(retained.bytes())));
    html.append(RetainedList.of(retained)).append("</section>\n");
  }

  private void stacks(StackNode stacks) {
    section(
        "Threads by state and stack",
        "%s threads; a box is as wide as there are threads in it, and calls what is below it."
            .formatted(Figures.count(stacks.threads())));
    html.append(KEY);
    html.append(FlameGraph.of(stacks)).append("</section>\n");
  }

  private void timeline(List<Timeline.Moment> moments) {
    if (moments.isEmpty()) {
      return;
    }
    Instant first = moments.get(0).at();
    section("The incident", "From " + DAY.format(first) + ", in UTC.");
    html.append("<ol class=\"timeline\">\n");
    moments.forEach(moment -> moment(moment, first));
    html.append("</ol>\n</section>\n");
  }

  private void moment(Timeline.Moment moment, Instant first) {
    double seconds = Duration.between(first, moment.at()).toMillis() / 1000.0;
    html.append(
        "<li><time>%s</time> <span class=\"after\">%s</span> %s</li>\n"
            .formatted(
                TIME.format(moment.at()),
                String.format(Locale.ROOT, "+%.1f s", seconds),
                Html.sentence(moment.what())));
  }

  private void texts(String heading, List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    html.append("<section>\n<h2>").append(heading).append("</h2>\n<ul>\n");
    texts.forEach(text -> html.append("<li>").append(Html.sentence(text)).append("</li>\n"));
    html.append("</ul>\n</section>\n");
  }

  private void foot(Diagnosis diagnosis) {
    html.append("<footer>\n<p>Read: ");
    html.append(
        Html.text(diagnosis.read().isEmpty() ? "nothing" : String.join(", ", diagnosis.read())));
    html.append("</p>\n<p>By: ").append(Html.text(String.join(", ", report.tools()))).append(END);
  }

  private void section(String heading, String below) {
    html.append(
        "<section>\n<h2>%s</h2>\n<p class=\"note\">%s</p>\n".formatted(heading, Html.text(below)));
  }

  private static String style() {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(STYLE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + STYLE + " of our own archive", e);
    }
  }
}
