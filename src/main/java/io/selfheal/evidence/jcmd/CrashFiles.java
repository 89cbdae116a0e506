package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.FailureReason;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.jcmd.Listing.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a JVM wrote when it failed, where its flags say. The run before the present one had the same
 * flags and maybe another pid; its files are there if a volume has kept them. The newest counts.
 */
record CrashFiles(Jvm jvm) {
  private static final String PID = "%p";
  private static final String ANY_PID = "\\d{1,10}";

  /** Those after the first one of a JVM are numbered. */
  private static final Pattern DUMP =
      Pattern.compile("java_pid" + ANY_PID + "\\.hprof(?:\\.gz)?(?:\\.\\d{1,4})?");

  private static final String LOG = "hs_err_pid%p.log";

  /** Where the JVM writes its log when it can write nowhere else. */
  private static final String LAST_RESORT = "/tmp";

  /** A place, and which of its files are meant; the place itself if that is a file. */
  private record Place(String path, Pattern names) {
    boolean has(Entry entry) {
      return entry.place().equals(path)
          && (entry.name().isEmpty() || names.matcher(entry.name()).matches());
    }
  }

  /**
   * A file that one of them left.
   *
   * @param path as the commands see it
   * @param compressed whether it is to be expected so
   */
  record Found(String path, long bytes, Instant modified, boolean compressed) {
    private static Found of(Entry entry, boolean compressed) {
      return new Found(entry.path(), entry.bytes(), entry.modified().toInstant(), compressed);
    }
  }

  /**
   * What {@code -XX:+HeapDumpOnOutOfMemoryError} wrote.
   *
   * @throws CaptureFailure as {@link FailureReason#NO_CRASH_FILE} when there is none
   */
  Found heapDump() throws CaptureFailure, InterruptedException {
    JvmFlags flags = JvmFlags.ask(jvm);
    Entry newest = newest(List.of(dumps(flags.path("HeapDumpPath"))), "heap dump");
    boolean named = newest.path().contains(".gz");
    return Found.of(newest, named || flags.above0("HeapDumpGzipLevel"));
  }

  /**
   * What the JVM wrote when it crashed.
   *
   * @throws CaptureFailure as {@link FailureReason#NO_CRASH_FILE} when there is none
   */
  Found log() throws CaptureFailure, InterruptedException {
    List<Place> places = new ArrayList<>();
    JvmFlags.ask(jvm).path("ErrorFile").ifPresent(path -> places.add(fileIn(resolved(path))));
    places.add(new Place(workingFolder(), named(LOG)));
    places.add(new Place(jvm.root() + LAST_RESORT, named(LOG)));
    return Found.of(newest(places, "log of a crash"), false);
  }

  private Entry newest(List<Place> places, String what)
      throws CaptureFailure, InterruptedException {
    List<String> paths = places.stream().map(Place::path).distinct().toList();
    Optional<Entry> newest =
        Listing.of(jvm.commands(), paths).stream()
            .filter(entry -> places.stream().anyMatch(place -> place.has(entry)))
            .max(Comparator.comparing(Entry::modified));
    return newest.orElseThrow(
        () ->
            new CaptureFailure(
                FailureReason.NO_CRASH_FILE,
                "no " + what + " lies in " + String.join(", ", paths)));
  }

  private Place dumps(Optional<String> heapDumpPath) {
    String path = heapDumpPath.map(this::resolved).orElseGet(this::workingFolder);
    return path.contains(PID) ? fileIn(path) : new Place(path, DUMP);
  }

  private static Place fileIn(String path) {
    int slash = path.lastIndexOf('/');
    return new Place(slash == 0 ? "/" : path.substring(0, slash), named(path.substring(slash + 1)));
  }

  private static Pattern named(String name) {
    return Pattern.compile(Pattern.quote(name).replace(PID, "\\E" + ANY_PID + "\\Q"));
  }

  /** As the commands see it. */
  private String resolved(String path) {
    String absolute = path.startsWith("/") ? jvm.root() + path : workingFolder() + "/" + path;
    return absolute.replaceAll("(?<=.)/+$", "");
  }

  /** A link that the kernel follows for whoever may look into the process. */
  private String workingFolder() {
    return "/proc/" + jvm.pid() + "/cwd";
  }
}
