package io.selfheal.triage;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.selfheal.evidence.ArtefactKind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Files from anywhere, known by what is in them and not by their names. */
public final class Specimens {
  private static final int HEAD = 64 << 10;
  private static final int MAGIC = 4;
  private static final String HPROF = "JAVA PROFILE 1.0.";
  private static final String RECORDING = "FLR\0";

  /** The first one that is found in the beginning of a text counts. */
  private static final Map<Pattern, ArtefactKind> TEXTS = new LinkedHashMap<>();

  static {
    text(
        "(?m)^# (?:A fatal error has been detected|There is insufficient memory) ",
        ArtefactKind.CRASH_LOG);
    text("(?m)^# JRE version: ", ArtefactKind.VM_INFO);
    text("(?m)^Native Memory Tracking:", ArtefactKind.NATIVE_MEMORY);
    text("(?m)^ *num +#instances +#bytes ", ArtefactKind.CLASS_HISTOGRAM);
    text("\\A\\s*\\{\\s*\"threadDump\"|(?m)^#\\d+ \"|Full thread dump ", ArtefactKind.THREAD_DUMP);
    text("\\A(?:\\d+:\\s+)?-XX:", ArtefactKind.VM_FLAGS);
    text("\\AEvents of pod ", ArtefactKind.EVENTS);
    text(
        "(?m)\\A\\s*\\{[\\s\\S]*\"kind\" ?: ?\"PodMetrics\"|^kind: \"?PodMetrics\"?\\s*$",
        ArtefactKind.CONTAINER_METRICS);
    text("(?m)\\A\\s*\\{[\\s\\S]*\"kind\" ?: ?\"Pod\"|^kind: \"?Pod\"?\\s*$", ArtefactKind.POD);
    text("\\A<!doctype html>[\\s\\S]{0,2000}<title>Triage of ", ArtefactKind.REPORT);
    text("\\A\\s*\\{\\s*\"version\"[\\s\\S]{0,2000}\"headline\"", ArtefactKind.REPORT);
    text("\\A\\s*\\{[\\s\\S]{0,400}\"incident\"[\\s\\S]*\"sha256\"", ArtefactKind.MANIFEST);
  }

  private Specimens() {}

  /**
   * Empty when it is nothing that can be read here. A text that is nothing else is a log.
   *
   * @throws IOException when it cannot be opened, or is not compressed as it says
   */
  public static Optional<Specimen> of(Path file) throws IOException {
    byte[] head;
    try (InputStream stream = open(file)) {
      head = stream.readNBytes(HEAD);
    }
    String name = Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
    return kind(head).map(kind -> new Specimen(kind, name, file));
  }

  /** The content, whether it is compressed by gzip or zstd, or not. */
  public static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), HEAD);
    try {
      return plain(raw);
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    } catch (LinkageError e) {
      raw.close();
      throw new IOException("there is no zstd on this machine; unpack it first by unzstd", e);
    }
  }

  private static InputStream plain(InputStream raw) throws IOException {
    raw.mark(MAGIC);
    byte[] magic = raw.readNBytes(MAGIC);
    raw.reset();
    if (begins(magic, 0x1f, 0x8b)) {
      return new GZIPInputStream(raw, HEAD);
    }
    return begins(magic, 0x28, 0xb5, 0x2f, 0xfd) ? new ZstdInputStreamNoFinalizer(raw) : raw;
  }

  private static boolean begins(byte[] magic, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= magic.length || Byte.toUnsignedInt(magic[i]) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<ArtefactKind> kind(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    if (text.startsWith(HPROF)) {
      return Optional.of(ArtefactKind.HEAP_DUMP);
    }
    if (text.startsWith(RECORDING)) {
      return Optional.of(ArtefactKind.FLIGHT_RECORDING);
    }
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return TEXTS.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(text).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> Optional.of(ArtefactKind.LOG));
  }

  private static void text(String looks, ArtefactKind kind) {
    TEXTS.put(Pattern.compile(looks), kind);
  }
}
