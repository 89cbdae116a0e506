package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.selfheal.alert.Alert;
import io.selfheal.evidence.Artefact;
import io.selfheal.incident.LedgerException;
import io.selfheal.incident.Progress;
import io.selfheal.incident.Stage;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows of another version stay readable. */
final class JsonTest {
  private static final Instant DUE = Instant.parse("2026-11-21T02:45:12Z");

  @Test
  void an_alert_is_read_whatever_else_its_row_holds() {
    Alert alert = Samples.firing("pay-1");

    assertEquals(alert, AlertJson.read(withUnknownField(AlertJson.write(alert).toString())));
  }

  @Test
  void an_alert_without_annotations_is_read() {
    ObjectNode json = AlertJson.write(Samples.firing("pay-1"));
    json.remove("annotations");

    assertEquals(Map.of(), AlertJson.read(json.toString()).annotations().values());
  }

  @Test
  void an_artefact_is_read_whatever_else_its_row_holds() {
    Artefact artefact = Samples.verified("heap.hprof", 7).uploadedTo(URI.create("file:///dumps"));

    assertEquals(artefact, ArtefactJson.read(withUnknownField(ArtefactJson.write(artefact))));
  }

  @Test
  void progress_is_read_from_the_stages_alone() {
    String oldest = "{\"reached\":{\"RECEIVED\":\"2026-11-21T02:45:12Z\"},\"of\":\"tomorrow\"}";
    Progress expected =
        new Progress(Map.of(Stage.RECEIVED, DUE), 0, DUE, Optional.empty(), Optional.empty());

    assertEquals(expected, ProgressJson.read(oldest, DUE));
  }

  @Test
  void a_damaged_row_says_so() {
    assertThrows(LedgerException.class, () -> TargetJson.read("{\"namespace\""));
    assertThrows(LedgerException.class, () -> TargetJson.read("{}"));
  }

  private static String withUnknownField(String json) {
    return ((ObjectNode) Json.parse(json)).put("of", "tomorrow").toString();
  }
}
