package io.selfheal.triage.threads.dump;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thread of a dump in JSON: its fields may come in any order. */
final class JsonThread {
  private static final int DEEPEST = 1024;

  private final Interned interned;
  private final List<Frame> stack = new ArrayList<>();
  private final List<Lock> held = new ArrayList<>();
  private long number;
  private String name = "";
  private boolean virtual;
  private boolean mounted;
  private Optional<Thread.State> state = Optional.empty();
  private Optional<Wait> wait = Optional.empty();
  private Optional<Ownership> ownership = Optional.empty();

  /** Which thread owns what this one waits for. */
  record Ownership(long owner, Lock lock) {}

  JsonThread(Interned interned) {
    this.interned = interned;
  }

  void read(String field, JsonParser json) throws IOException {
    switch (field) {
      case "tid" -> number = HeaderLine.number(json.getValueAsString(""), 0);
      case "name" -> name = json.getValueAsString("");
      case "virtual" -> virtual = json.getValueAsBoolean();
      case "carrier" -> mounted = true;
      case "state" -> state = HeaderLine.state(json.getValueAsString(""));
      case "blockedOn" -> waits(json, Wait.Kind.ENTER);
      case "waitingOn" -> waits(json, Wait.Kind.NOTIFY);
      case "stack" -> stack(json);
      case "parkBlocker" -> parked(json);
      case "monitorsOwned" -> monitors(json);
      default -> json.skipChildren();
    }
  }

  Optional<Ownership> ownership() {
    return ownership;
  }

  JavaThread done() {
    ThreadKind kind =
        virtual ? (mounted ? ThreadKind.MOUNTED : ThreadKind.VIRTUAL) : ThreadKind.PLATFORM;
    ThreadDraft draft = new ThreadDraft(new ThreadId(name, number), kind, ThreadTimes.UNKNOWN);
    draft.state(state);
    stack.forEach(draft::frame);
    held.forEach(draft::holds);
    wait.ifPresent(draft::waitsFor);
    return draft.done(interned);
  }

  private void waits(JsonParser json, Wait.Kind kind) throws IOException {
    wait = Optional.of(new Wait(LockLine.ofObject(json.getValueAsString("")), kind));
  }

  private void stack(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      if (stack.size() < DEEPEST) {
        stack.add(interned.frame(json.getText()));
      }
    }
  }

  /** {@code {"object": "T@1", "owner": "24"}} */
  private void parked(JsonParser json) throws IOException {
    String object = "";
    long owner = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("object")) {
        object = json.getValueAsString("");
      } else if (field.equals("owner")) {
        owner = HeaderLine.number(json.getValueAsString(""), 0);
      } else {
        json.skipChildren();
      }
    }
    Lock lock = LockLine.ofObject(object);
    wait = Optional.of(new Wait(lock, Wait.Kind.PARK));
    ownership = owner > 0 ? Optional.of(new Ownership(owner, lock)) : Optional.empty();
  }

  /** {@code [{"depth": 0, "locks": ["T@1"]}]} */
  private void monitors(JsonParser json) throws IOException {
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      if (token == null) {
        return;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      if (token == JsonToken.VALUE_STRING && held.size() < DEEPEST) {
        held.add(LockLine.ofObject(json.getText()));
      }
    } while (depth > 0 && json.nextToken() != null);
  }
}
