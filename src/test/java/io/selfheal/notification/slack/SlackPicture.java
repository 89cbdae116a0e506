package io.selfheal.notification.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Draws docs/images/slack-message.png: the golden JSON of a healed incident and of its thread, as
 * Slack shows them. CONTRIBUTING.md says how it is run.
 */
final class SlackPicture {
  private static final Path GOLDEN = Path.of("src/test/resources/slack");
  private static final Path PAGE = Path.of("target/slack-message.html");
  private static final Path PICTURE = Path.of("docs/images/slack-message.png");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Drawn, as not every machine has a font for them. */
  private static final Map<String, String> DOTS =
      Map.of("🔵", "#1d9bd1", "🟡", "#ecb22e", "🟢", "#2eb67d", "⚪", "#bbbabb", "🔴", "#e01e5a");

  private static final String STYLE =
      """
      body { margin: 0; padding: 18px 20px; width: 680px; background: #fff; color: #1d1c1d;
        font: 15px/22px Lato, 'DejaVu Sans', Arial, sans-serif; }
      .message { display: grid; grid-template-columns: 36px 1fr; column-gap: 10px; }
      .avatar { width: 36px; height: 36px; border-radius: 6px; background: #1d3557; color: #fff;
        text-align: center; line-height: 36px; font-weight: 700; }
      .who { font-weight: 800; } .app { background: #ebeaeb; color: #616061; font-size: 10px;
        padding: 1px 3px; border-radius: 2px; margin: 0 4px; } .when { color: #616061; font-size: 12px; }
      .header { font-size: 18px; font-weight: 800; margin: 6px 0 4px; }
      .section { margin: 0 0 8px; } .context { color: #616061; font-size: 13px; }
      .dot { display: inline-block; width: 15px; height: 15px; border-radius: 50%;
        margin-right: 4px; vertical-align: -1px; }
      a { color: #1264a3; text-decoration: none; }
      .thread { margin: 8px 0 0 46px; padding: 8px 0 0 12px; border-left: 3px solid #ddd; }
      .thread .message { font-size: 13px; line-height: 19px; }
      """;

  private SlackPicture() {}

  /** The browser's command, and how high the picture is. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Files.createDirectories(PICTURE.getParent());
    Files.writeString(PAGE, page());
    Process browser =
        new ProcessBuilder(
                arguments[0],
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--force-device-scale-factor=1.5",
                "--window-size=720," + arguments[1],
                "--screenshot=" + PICTURE.toAbsolutePath(),
                PAGE.toUri().toString())
            .inheritIO()
            .start();
    if (browser.waitFor() != 0) {
      throw new IOException("Cannot draw " + PICTURE + ": " + arguments[0] + " failed");
    }
  }

  private static String page() throws IOException {
    return "<!doctype html><meta charset=utf-8><style>"
        + STYLE
        + "</style>"
        + message("healed", "02:46")
        + "<div class=thread>"
        + message("thread-healed", "02:46")
        + "</div>";
  }

  private static String message(String golden, String time) throws IOException {
    JsonNode json = JSON.readTree(Files.readString(GOLDEN.resolve(golden + ".json")));
    StringBuilder blocks = new StringBuilder();
    json.path("blocks").forEach(block -> blocks.append(block(block)));
    return "<div class=message><div class=avatar>S</div><div><span class=who>self-heal</span>"
        + "<span class=app>APP</span><span class=when>"
        + time
        + "</span>"
        + blocks
        + "</div></div>";
  }

  private static String block(JsonNode block) {
    String type = block.path("type").asText();
    JsonNode text = type.equals("context") ? block.path("elements").path(0) : block.path("text");
    return "<div class=" + type + ">" + html(text.path("text").asText()) + "</div>";
  }

  /** Slack's markup is escaped for HTML already. */
  private static String html(String mrkdwn) {
    String html =
        mrkdwn
            .replaceAll("<(http[^|>]*)\\|([^>]*)>", "\u0001$1\u0002$2\u0003")
            .replaceAll("(?m)^\\*([^*\n]+)\\*", "<b>$1</b>")
            .replaceAll("\u0001([^\u0002]*)\u0002([^\u0003]*)\u0003", "<a href=\"$1\">$2</a>")
            .replace("\n", "<br>");
    for (Map.Entry<String, String> dot : DOTS.entrySet()) {
      html =
          html.replace(
              dot.getKey(), "<span class=dot style=background:" + dot.getValue() + "></span>");
    }
    return html;
  }
}
