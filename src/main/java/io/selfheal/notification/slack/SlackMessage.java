package io.selfheal.notification.slack;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import io.selfheal.notification.IncidentMessage;
import io.selfheal.notification.IncidentMessage.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as Block Kit, within its limits: 50 blocks, 150 characters a header, 3,000 a section.
 *
 * @param text what a lock screen shows, and clients that know no blocks
 */
record SlackMessage(String text, List<LayoutBlock> blocks) {
  private static final int BLOCKS = 50;
  private static final int HEADER = 150;

  static SlackMessage of(IncidentMessage message) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(message.headline()));
    for (List<Line> paragraph : message.paragraphs()) {
      sections(paragraph).forEach(text -> blocks.add(section(text)));
    }
    List<LayoutBlock> fitting =
        new ArrayList<>(blocks.subList(0, Math.min(blocks.size(), BLOCKS - 1)));
    fitting.add(footer("incident " + message.incident()));
    String text = message.headline() + ". " + message.summary();
    return new SlackMessage(Mrkdwn.escape(text, Mrkdwn.SECTION), fitting);
  }

  private static List<String> sections(List<Line> lines) {
    List<String> sections = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (Line line : lines) {
      String shown = Mrkdwn.line(line);
      if (open.length() + 1 + shown.length() > Mrkdwn.SECTION) {
        sections.add(open.toString());
        open.setLength(0);
      }
      open.append(open.isEmpty() ? "" : "\n").append(shown);
    }
    sections.add(open.toString());
    return sections;
  }

  private static LayoutBlock header(String text) {
    String escaped = Mrkdwn.escape(text, HEADER);
    return HeaderBlock.builder()
        .text(PlainTextObject.builder().text(escaped).emoji(false).build())
        .build();
  }

  private static LayoutBlock section(String text) {
    return SectionBlock.builder().text(verbatim(text)).build();
  }

  private static LayoutBlock footer(String text) {
    return ContextBlock.builder()
        .elements(List.of(verbatim(Mrkdwn.escape(text, Mrkdwn.SECTION))))
        .build();
  }

  /** Verbatim, or Slack would make links and mentions out of plain words. */
  private static MarkdownTextObject verbatim(String text) {
    return MarkdownTextObject.builder().text(text).verbatim(true).build();
  }
}
