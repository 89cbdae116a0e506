package io.selfheal.notification.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ButtonElement;
import io.selfheal.incident.Approval.Answer;
import io.selfheal.incident.SlackUser;
import io.selfheal.notification.Asked;
import java.util.List;
import java.util.Optional;

/** A question's buttons while it is open, and who decided it from then on. */
final class QuestionBlocks {
  private static final int DIALOG = 300;
  private static final int PERSON = 300;

  private QuestionBlocks() {}

  static List<LayoutBlock> of(Asked asked, Buttons buttons) {
    Optional<LayoutBlock> decided = asked.answer().map(QuestionBlocks::decided);
    return decided.map(List::of).orElseGet(() -> open(asked, buttons));
  }

  private static LayoutBlock decided(Answer answer) {
    String text = "*" + Asked.DECIDED + "* " + who(answer) + Asked.what(answer);
    return SlackMessage.section(text);
  }

  /** Only whom Slack itself named is mentioned; others wrote what they liked. */
  private static String who(Answer answer) {
    return SlackUser.idIn(answer.by())
        .map(id -> "<@" + id + ">")
        .orElseGet(() -> Mrkdwn.escape(answer.by(), PERSON));
  }

  private static List<LayoutBlock> open(Asked asked, Buttons buttons) {
    return switch (buttons) {
      case SHOWN ->
          List.of(ActionsBlock.builder().elements(List.of(terminate(asked), keep(asked))).build());
      case NONE -> List.of();
    };
  }

  private static ButtonElement terminate(Asked asked) {
    String pod = Mrkdwn.escape(asked.pod().toString(), DIALOG / 2);
    ConfirmationDialogObject sure =
        ConfirmationDialogObject.builder()
            .title(plain("Remove the pod?"))
            .text(plain(pod + " is evicted, unless something else forbids it by now."))
            .confirm(plain("Terminate"))
            .deny(plain("Not yet"))
            .style("danger")
            .build();
    ButtonElement button = button(ActionId.TERMINATE, "Terminate", asked);
    button.setStyle("danger");
    button.setConfirm(sure);
    return button;
  }

  private static ButtonElement keep(Asked asked) {
    return button(ActionId.KEEP, "Keep", asked);
  }

  private static ButtonElement button(String action, String label, Asked asked) {
    return ButtonElement.builder()
        .actionId(action)
        .text(plain(label))
        .value(asked.incident() + " " + asked.pod().uid())
        .build();
  }

  private static PlainTextObject plain(String text) {
    return PlainTextObject.builder().text(text).emoji(false).build();
  }
}
