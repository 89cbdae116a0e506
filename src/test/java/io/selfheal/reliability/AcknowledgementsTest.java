package io.selfheal.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.selfheal.alert.AlertStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A harness that cannot fail proves nothing. */
class AcknowledgementsTest {
  private static final SentAlert QUEUED = new SentAlert(1, AlertStatus.FIRING);
  private static final SentAlert UNMATCHED = new SentAlert(8, AlertStatus.FIRING);

  private final Acknowledgements acknowledged = new Acknowledgements();

  @Test
  void a_ledger_with_the_incident_that_was_named_keeps_its_promise() throws Exception {
    acknowledge(QUEUED, "queued", "a");
    acknowledge(QUEUED, "duplicate", "a");

    assertEquals(List.of(), acknowledged.brokenIn(ledger(QUEUED, List.of("a"))));
  }

  @Test
  void an_alert_that_is_not_there_is_lost() throws Exception {
    acknowledge(QUEUED, "queued", "a");
    assertBroken("is lost", new LedgerContent(Map.of()));
  }

  @Test
  void a_queued_alert_without_its_incident_is_noticed() throws Exception {
    acknowledge(QUEUED, "queued", "a");
    assertBroken("must have 1 incidents", ledger(QUEUED, List.of()));
  }

  @Test
  void two_incidents_of_one_alert_are_noticed_in_the_ledger_and_in_the_answers() throws Exception {
    acknowledge(QUEUED, "queued", "a");
    assertBroken("must have 1 incidents", ledger(QUEUED, List.of("a", "b")));

    acknowledge(QUEUED, "queued", "b");
    assertBroken("has another incident", ledger(QUEUED, List.of("b")));
  }

  @Test
  void an_incident_that_no_rule_asked_for_is_noticed() throws Exception {
    acknowledge(UNMATCHED, "no-match", "");
    assertBroken("must have 0 incidents", ledger(UNMATCHED, List.of("a")));
  }

  @Test
  void a_decision_that_the_rules_do_not_give_is_noticed() throws Exception {
    acknowledge(UNMATCHED, "quarantined", "");
    assertBroken("was decided otherwise", ledger(UNMATCHED, List.of()));
  }

  @Test
  void an_answer_about_other_alerts_is_no_acknowledgement() {
    String answer = "{\"alerts\":[]}";
    assertThrows(AssertionError.class, () -> acknowledged.add(List.of(QUEUED), answer));
  }

  private void acknowledge(SentAlert alert, String decision, String incident) throws Exception {
    String id = incident.isEmpty() ? "" : ",\"incident\":\"" + incident + "\"";
    acknowledged.add(
        List.of(alert),
        "{\"alerts\":[{\"fingerprint\":\"%s\",\"decision\":\"%s\"%s}]}"
            .formatted(alert.fingerprint(), decision, id));
  }

  private void assertBroken(String fault, LedgerContent ledger) {
    List<String> broken = acknowledged.brokenIn(ledger);
    assertEquals(1, broken.size());
    assertTrue(broken.get(0).contains(fault), broken.get(0));
  }

  private static LedgerContent ledger(SentAlert alert, List<String> incidents) {
    return new LedgerContent(Map.of(alert.key(), incidents));
  }
}
