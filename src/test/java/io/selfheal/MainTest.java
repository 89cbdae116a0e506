package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class MainTest {
  private static final List<String> COMMANDS =
      List.of(
          "serve",
          "check",
          "doctor",
          "approve",
          "pause",
          "resume",
          "audit",
          "triage",
          "rehearse",
          "sandbox");

  private final StringWriter printed = new StringWriter();
  private final CommandLine program =
      new CommandLine(Main.spec())
          .setOut(new PrintWriter(printed))
          .setErr(new PrintWriter(printed));

  @Test
  void help_lists_every_command() {
    assertEquals(0, program.execute("--help"));
    COMMANDS.forEach(command -> assertPrinted("\n  " + command + " "));
  }

  @TestFactory
  Stream<DynamicTest> every_command_explains_itself() {
    return COMMANDS.stream()
        .map(command -> DynamicTest.dynamicTest(command, () -> explains(command)));
  }

  private void explains(String command) {
    assertEquals(0, program.execute(command, "--help"));
    assertPrinted("Usage: self-heal " + command + " [-h]");
  }

  @Test
  void the_commands_below_audit_explain_themselves() {
    assertEquals(0, program.execute("audit", "verify", "--help"));
    assertPrinted("Usage: self-heal audit verify [-h]");
    assertEquals(0, program.execute("audit", "export", "--help"));
    assertPrinted("Usage: self-heal audit export [-h]");
  }

  @Test
  void audit_alone_is_a_mistake() {
    refused("Missing required subcommand", "audit");
  }

  @Test
  void help_names_the_default_configuration() {
    assertEquals(0, program.execute("serve", "--help"));
    assertPrinted("--config=FILE        default: $SELF_HEAL_CONFIG, or config/responder.yaml");
  }

  @Test
  void the_version_is_said_also_where_nothing_is_packaged() {
    assertEquals(0, program.execute("--version"));
    assertPrinted("self-heal (not packaged)");
  }

  @Test
  void no_command_is_a_mistake() {
    refused("Missing required subcommand");
  }

  @Test
  void an_unknown_command_gets_a_suggestion() {
    refused("Did you mean: self-heal serve", "serv");
  }

  @Test
  void an_unknown_option_is_a_mistake() {
    refused("Unknown option: '--bogus'", "serve", "--bogus");
  }

  @Test
  void an_option_without_its_value_is_a_mistake() {
    refused("Missing required parameter for option '--config' (FILE)", "check", "--config");
  }

  @Test
  void a_port_is_a_number() {
    refused("Invalid value for option '--port': 'x' is not an int", "sandbox", "--port", "x");
  }

  private void refused(String why, String... arguments) {
    assertEquals(2, program.execute(arguments));
    assertPrinted(why);
  }

  private void assertPrinted(String text) {
    assertTrue(printed.toString().contains(text), printed::toString);
  }
}
