package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.triage.Fault;
import io.selfheal.triage.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings in the ledger, which responders of two versions may share. */
class FindingJsonTest {
  @Test
  void a_fault_of_a_newer_version_is_passed_over() {
    Finding known = new Finding(Fault.CRASH, 50, "The JVM crashed", List.of("1 signal"));
    String both =
        "[{\"fault\":\"BAD_WEATHER\",\"confidence\":50,\"sentence\":\"It rains\",\"backing\":[\"1 l\"]},"
            + FindingJson.write(List.of(known)).substring(1);
    assertEquals(List.of(known), FindingJson.read(both));
  }
}
