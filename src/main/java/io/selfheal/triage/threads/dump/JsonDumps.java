package io.selfheal.triage.threads.dump;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.selfheal.triage.BoundedLines;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code Thread.dump_to_file -format=json} writes, one thread at a time. */
final class JsonDumps {
  private static final int MOST_THREADS = 300_000;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(1 << 20)
                  .maxDocumentLength(BoundedLines.MOST_BYTES)
                  .build())
          .build();

  private final String source;
  private final Interned interned = new Interned();
  private final List<JavaThread> threads = new ArrayList<>();

  /** Locks whose owner is told by its number, where they are waited for. */
  private final Map<Long, List<Lock>> owned = new HashMap<>();

  private Optional<LocalDateTime> time = Optional.empty();

  JsonDumps(String source) {
    this.source = source;
  }

  ParsedDumps read(InputStream in) {
    Optional<String> problem = Optional.empty();
    try (JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        token(json);
      }
    } catch (JsonProcessingException e) {
      problem = Optional.of("it is no JSON from line " + e.getLocation().getLineNr() + " on");
    } catch (IOException e) {
      problem = Optional.of("it cannot be read to its end: " + e.getMessage());
    }
    if (threads.isEmpty()) {
      return new ParsedDumps(
          List.of(), problem.or(() -> Optional.of("it has no thread dump that could be read")));
    }
    return new ParsedDumps(List.of(dump()), problem);
  }

  private ThreadDump dump() {
    return new ThreadDump(
        source,
        ThreadDump.Form.TO_FILE,
        time,
        threads.stream().map(this::withOwned).toList(),
        List.of());
  }

  private JavaThread withOwned(JavaThread thread) {
    List<Lock> more = owned.getOrDefault(thread.id().number(), List.of());
    if (more.isEmpty()) {
      return thread;
    }
    List<Lock> held = new ArrayList<>(thread.locks().held());
    held.addAll(more);
    return new JavaThread(
        thread.id(),
        thread.mode(),
        thread.stack(),
        new Locks(thread.locks().awaited(), held),
        thread.times());
  }

  private void token(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.FIELD_NAME) {
      return;
    }
    String field = json.currentName();
    JsonToken value = json.nextToken();
    if (field.equals("time") && time.isEmpty()) {
      time = time(json.getValueAsString(""));
    } else if (field.equals("threads") && value == JsonToken.START_ARRAY) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        thread(json);
      }
    }
  }

  private void thread(JsonParser json) throws IOException {
    JsonThread found = new JsonThread(interned);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      found.read(field, json);
    }
    if (threads.size() < MOST_THREADS) {
      threads.add(found.done());
      found.ownership().ifPresent(this::note);
    }
  }

  private void note(JsonThread.Ownership found) {
    owned.computeIfAbsent(found.owner(), ignored -> new ArrayList<>()).add(found.lock());
  }

  private static Optional<LocalDateTime> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toLocalDateTime());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
