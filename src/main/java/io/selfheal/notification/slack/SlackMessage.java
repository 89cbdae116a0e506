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

  /** The header, and why something is asked. */
  private static final int BEFORE_QUESTION = 2;

  /** Slack refuses blocks of more than about 13,200 characters in all, and says so nowhere. */
  private static final int ALL_SECTIONS = 10_000;

  /** For who cannot hear of a button. */
  static SlackMessage of(IncidentMessage message) {
    return of(message, Buttons.NONE);
  }

  static SlackMessage of(IncidentMessage message, Buttons buttons) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(header(message.headline()));
    int length = 0;
    for (String text : sections(message)) {
      if (length + text.length() <= ALL_SECTIONS && blocks.size() < BLOCKS - 3) {
        length += text.length();
        blocks.add(section(text));
      }
    }
    List<LayoutBlock> question =
        message.asked().map(asked -> QuestionBlocks.of(asked, buttons)).orElse(List.of());
    blocks.addAll(Math.min(BEFORE_QUESTION, blocks.size()), question);
    if (!message.mentions().isEmpty()) {
      blocks.add(section(calls(message)));
    }
    if (!message.incident().isEmpty()) {
      blocks.add(footer("incident " + message.incident()));
    }
    String text = message.headline() + ". " + message.summary();
    return new SlackMessage(Mrkdwn.escape(text, Mrkdwn.SECTION), blocks);
  }

  /** As a reply in the thread: its header is the message above it. */
  static SlackMessage reply(IncidentMessage message) {
    SlackMessage whole = of(message);
    List<LayoutBlock> blocks =
        whole.blocks().stream().filter(block -> block instanceof SectionBlock).toList();
    return new SlackMessage(whole.text(), blocks);
  }

  /** Out of the configuration, which takes nothing but mentions. */
  private static String calls(IncidentMessage message) {
    return String.join(" ", message.mentions());
  }

  private static List<String> sections(IncidentMessage message) {
    return message.paragraphs().stream().map(SlackMessage::sections).flatMap(List::stream).toList();
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

  static LayoutBlock section(String text) {
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
