package io.selfheal.notification.slack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.util.json.GsonFactory;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.Approval.Decision;
import io.selfheal.kubernetes.PodRef;
import io.selfheal.notification.Asked;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuestionBlocksTest {
  private static final PodRef POD = new PodRef("shop", "pay-7d9f6c5b8-x2x4z", "uid-1");

  @Test
  void an_open_question_has_two_buttons_below_its_reason() throws IOException {
    JsonNode blocks = blocks(message(Optional.empty()), Buttons.SHOWN);
    JsonNode buttons = blocks.path(2).path("elements");

    assertEquals(List.of("Terminate", "Keep"), labels(buttons));
    assertEquals("danger", buttons.path(0).path("style").asText());
    assertTrue(buttons.path(0).path("confirm").at("/text/text").asText().contains(POD.toString()));
    for (JsonNode button : buttons) {
      assertEquals("20261121T024512-6f1c2a9b uid-1", button.path("value").asText());
    }
  }

  @Test
  void without_anybody_to_hear_a_press_there_are_no_buttons() throws IOException {
    assertFalse(blocks(message(Optional.empty()), Buttons.NONE).toString().contains("actions"));
  }

  @Test
  void a_decision_takes_the_place_of_the_buttons_and_mentions_who_made_it() throws IOException {
    for (Buttons buttons : Buttons.values()) {
      String text = decided(Decision.TERMINATE, "jane (Slack U012AB3CD)", buttons);
      assertEquals(
          "*Decided* <@U012AB3CD>: the pod may be removed, at 2026-11-21 02:45:12 UTC", text);
    }
  }

  @Test
  void who_decided_elsewhere_is_named_and_cannot_mention_anybody() throws IOException {
    assertEquals(
        "*Decided* &lt;!channel&gt; &lt;@U012AB3CD&gt;: the pod is kept, at 2026-11-21 02:45:12 UTC",
        decided(Decision.KEEP, "<!channel> <@U012AB3CD>", Buttons.SHOWN));
  }

  @Test
  void the_buttons_fit_however_long_the_rest_is() throws IOException {
    IncidentMessage.Line line = IncidentMessage.Line.of("Why", "<".repeat(5_000));
    IncidentMessage before = message(Optional.empty());
    IncidentMessage longer =
        new IncidentMessage(
            before.incident(),
            before.tone(),
            before.title(),
            before.summary(),
            Collections.nCopies(60, List.of(line)),
            List.of(),
            before.asked());
    JsonNode json = json(longer, Buttons.SHOWN);
    BlockKit.check(json);
    assertTrue(json.toString().contains("\"actions\""));
  }

  @Test
  void a_pod_of_any_name_fits_the_dialog_and_mentions_nobody() throws IOException {
    PodRef pod = new PodRef("shop", "<!channel>".repeat(100), "uid-1");
    IncidentMessage asked = asking(new Asked("one", pod, Optional.empty()));
    assertFalse(blocks(asked, Buttons.SHOWN).toString().contains("<!"));
  }

  private static String decided(Decision decision, String by, Buttons buttons) throws IOException {
    Answer answer = new Answer(decision, by, Samples.NIGHT);
    JsonNode blocks = blocks(message(Optional.of(answer)), buttons);
    assertFalse(blocks.toString().contains("actions"), blocks.toString());
    return blocks.path(2).at("/text/text").asText();
  }

  private static IncidentMessage message(Optional<Answer> answer) {
    return asking(new Asked(Samples.deferred().id(), POD, answer));
  }

  private static IncidentMessage asking(Asked asked) {
    IncidentMessage told = Samples.message(Samples.deferred());
    return new IncidentMessage(
        told.incident(),
        told.tone(),
        told.title(),
        told.summary(),
        told.paragraphs(),
        List.of(),
        Optional.of(asked));
  }

  private static List<String> labels(JsonNode buttons) {
    List<String> labels = new ArrayList<>();
    buttons.forEach(button -> labels.add(button.at("/text/text").asText()));
    return labels;
  }

  private static JsonNode blocks(IncidentMessage message, Buttons buttons) throws IOException {
    JsonNode json = json(message, buttons);
    BlockKit.check(json);
    return json.path("blocks");
  }

  private static JsonNode json(IncidentMessage message, Buttons buttons) throws IOException {
    SlackMessage slack = SlackMessage.of(message, buttons);
    Map<String, Object> whole = Map.of("text", slack.text(), "blocks", slack.blocks());
    return new ObjectMapper().readTree(GsonFactory.createSnakeCase().toJson(whole));
  }
}
