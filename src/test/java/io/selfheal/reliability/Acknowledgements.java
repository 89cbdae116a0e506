package io.selfheal.reliability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the responder has promised: every alert that an answer of 200 speaks of. */
final class Acknowledgements {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<SentAlert, Promise> promises = new LinkedHashMap<>();
  private int alerts;

  /** All that was said of one alert. */
  private record Promise(Set<String> decisions, Set<String> incidents) {
    Promise() {
      this(new HashSet<>(), new HashSet<>());
    }
  }

  /** Of an answer that was read whole: one receipt for each alert, in their order. */
  synchronized void add(List<SentAlert> notification, String answer)
      throws JsonProcessingException {
    JsonNode receipts = JSON.readTree(answer).path("alerts");
    if (receipts.size() != notification.size()) {
      throw new AssertionError(notification.size() + " alerts were answered by " + answer);
    }
    for (int i = 0; i < notification.size(); i++) {
      add(notification.get(i), receipts.get(i));
    }
    alerts += notification.size();
  }

  /** Repeated ones counted each time. */
  synchronized int alerts() {
    return alerts;
  }

  /** A sentence for each promise that this ledger does not keep. */
  synchronized List<String> brokenIn(LedgerContent ledger) {
    List<String> broken = new ArrayList<>();
    promises.forEach(
        (alert, promise) -> {
          String fault = fault(alert, promise, ledger);
          if (!fault.isEmpty()) {
            broken.add(alert + " " + fault + ": " + promise + ", " + ledger.incidentsOf(alert));
          }
        });
    return broken;
  }

  private void add(SentAlert alert, JsonNode receipt) {
    if (!receipt.path("fingerprint").asText().equals(alert.fingerprint())) {
      throw new AssertionError(alert + " was answered by " + receipt);
    }
    Promise promise = promises.computeIfAbsent(alert, first -> new Promise());
    promise.decisions.add(receipt.path("decision").asText());
    if (receipt.has("incident")) {
      promise.incidents.add(receipt.path("incident").asText());
    }
  }

  private static String fault(SentAlert alert, Promise promise, LedgerContent ledger) {
    if (!Set.of(alert.decision(), "duplicate").containsAll(promise.decisions)) {
      return "was decided otherwise";
    }
    if (!ledger.has(alert)) {
      return "is lost";
    }
    int incidents = alert.decision().equals("queued") ? 1 : 0;
    if (ledger.incidentsOf(alert).size() != incidents) {
      return "must have " + incidents + " incidents";
    }
    return ledger.incidentsOf(alert).containsAll(promise.incidents) ? "" : "has another incident";
  }
}
