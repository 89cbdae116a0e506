package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.kubernetes.ExecResult;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in some places of the container, by one {@code ls} for all. Names are whatever somebody
 * called a file: they are only ever compared.
 */
final class Listing {
  /** coreutils and busybox agree on these; the newest come first, as long output is cut. */
  private static final List<String> LS = List.of("ls", "-lntH", "--full-time");

  /** Plain files only. Fractions of a second are coreutils' own. */
  private static final Pattern FILE =
      Pattern.compile(
          "-\\S+ +\\d+ +\\d+ +\\d+ +(\\d{1,18}) "
              + "(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})? ([+-]\\d{4}) (.+)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSSSS] xx");
  private static final String ABSENT = "No such file or directory";

  private final List<String> places;
  private final List<Entry> entries = new ArrayList<>();
  private String folder;

  /**
   * A plain file.
   *
   * @param place of those that were asked for
   * @param name empty when the place is the file
   */
  record Entry(String place, String name, long bytes, OffsetDateTime modified) {
    String path() {
      return name.isEmpty() ? place : place + "/" + name;
    }
  }

  private Listing(List<String> places) {
    this.places = places;
    this.folder = places.get(0);
  }

  /**
   * @param places files or folders, by absolute paths
   * @return those of them that are there, and what is in the folders
   */
  static List<Entry> of(Commands commands, List<String> places)
      throws CaptureFailure, InterruptedException {
    List<String> argv = new ArrayList<>(LS);
    argv.addAll(places);
    ExecResult answer = commands.run(argv).orElseThrow(Listing::noLs);
    Listing listing = new Listing(places);
    Stream.of(answer.stdout().split("\n")).forEach(listing::read);
    if (listing.entries.isEmpty()) {
      requireAbsent(answer);
    }
    return listing.entries;
  }

  private void read(String line) {
    Optional<String> heading =
        places.stream().filter(place -> line.equals(place + ":")).findFirst();
    folder = heading.orElse(folder);
    Matcher file = FILE.matcher(line);
    if (file.matches()) {
      add(file);
    }
  }

  private void add(Matcher file) {
    String name = file.group(5);
    boolean isPlace = places.contains(name);
    OffsetDateTime modified =
        OffsetDateTime.parse(file.group(2) + fraction(file.group(3)) + " " + file.group(4), TIME);
    entries.add(
        new Entry(
            isPlace ? name : folder, isPlace ? "" : name, Long.parseLong(file.group(1)), modified));
  }

  private static String fraction(String found) {
    return found == null ? "" : (found + "0".repeat(9)).substring(0, 10);
  }

  private static void requireAbsent(ExecResult answer) throws CaptureFailure {
    Optional<String> other =
        answer
            .stderr()
            .lines()
            .filter(line -> !line.isBlank() && !line.contains(ABSENT))
            .findFirst();
    if (!answer.succeeded() && other.isPresent()) {
      String said = other.get().replaceAll("\\p{Cntrl}", " ");
      throw new CaptureFailure(
          FailureReason.NO_TOOLS,
          "ls said '" + said + "'; it must be coreutils' or busybox', and may look there");
    }
  }

  private static CaptureFailure noLs() {
    return new CaptureFailure(
        FailureReason.NO_TOOLS, "the image has no ls; add coreutils or busybox to it");
  }
}
