package io.selfheal.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** A YAML file as its topmost section. */
public final class ConfigFile {
  private static final int MOST_BYTES = 1 << 20;
  private static final String YAML = "valid YAML";

  private ConfigFile() {}

  /**
   * Reads a file of at most 1 MiB in UTF-8. One that cannot be read, or says nothing at all (cut
   * off by a failed copy, say), is one problem.
   */
  public static Section read(Path file, Problems problems) {
    Optional<JsonNode> root = text(file, problems).flatMap(yaml -> tree(yaml, problems));
    if (root.isPresent() && (root.get().isMissingNode() || root.get().isNull())) {
      problems.add("", "nothing", "a mapping of keys to values");
      return unreadable();
    }
    return root.map(node -> new Section(problems, "", node)).orElseGet(ConfigFile::unreadable);
  }

  /** Text that is no YAML is one problem; empty text is an empty section. */
  public static Section parse(String yaml, Problems problems) {
    return tree(yaml, problems)
        .map(node -> new Section(problems, "", node))
        .orElseGet(ConfigFile::unreadable);
  }

  private static Section unreadable() {
    return new Section(Problems.unheard(), "", MissingNode.getInstance());
  }

  private static Optional<JsonNode> tree(String yaml, Problems problems) {
    try {
      return Optional.of(YamlTree.read(yaml, problems));
    } catch (JsonProcessingException e) {
      problems.add(place(e), why(e), YAML);
    } catch (IOException e) {
      problems.add("", "text that cannot be read", YAML);
    }
    return Optional.empty();
  }

  private static String place(JsonProcessingException e) {
    var place = e.getLocation();
    return place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  /** The parser's words without its excerpt of the file, which may hold a secret. */
  private static String why(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .takeWhile(line -> !line.startsWith(" "))
        .collect(Collectors.joining(" "));
  }

  private static Optional<String> text(Path file, Problems problems) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        problems.add("", "more than 1 MiB", "at most 1 MiB");
        return Optional.empty();
      }
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      problems.add("", "bytes that are no UTF-8", "text in UTF-8");
    } catch (IOException e) {
      problems.add(
          "",
          "nothing to read (" + e.getClass().getSimpleName() + ")",
          "a file that this process may read");
    }
    return Optional.empty();
  }
}
