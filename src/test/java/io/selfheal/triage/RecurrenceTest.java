package io.selfheal.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Since when: what is said about the incidents before. */
class RecurrenceTest {
  private static final Finding NOW = leak("Cart.items", "320 MiB", 90);

  @Test
  void the_first_incident_has_nothing_to_be_compared_with() {
    assertEquals(NOW, told(NOW));
  }

  @Test
  void one_that_was_there_before_is_told_with_what_it_held_then() {
    Finding told = told(NOW, at(21, leak("Cart.items", "300 MiB", 90)));
    assertEquals(
        "it is `Cart.items`; as at the previous incident, 2026-11-21 03:14 UTC", told.sentence());
    assertEquals(List.of("90 %", "incident i-21 of 2026-11-21 03:14 UTC: 300 MiB"), told.backing());
    assertEquals(NOW.culprit(), told.culprit());
  }

  @Test
  void one_that_was_there_each_time_is_told_with_the_first_of_them() {
    assertEquals(
        "it is `Cart.items`; as at the previous 2 incidents, since 2026-11-19 03:14 UTC",
        told(
                NOW,
                at(21, leak("Cart.items", "300 MiB", 90)),
                at(19, leak("Cart.items", "200 MiB", 90)),
                at(17, leak("Other.held", "200 MiB", 90)),
                at(15, leak("Cart.items", "200 MiB", 90)))
            .sentence());
  }

  @Test
  void one_that_was_not_there_is_new() {
    assertEquals(
        "it is `Cart.items`; new: not found at the previous incident, 2026-11-21 03:14 UTC",
        told(NOW, at(21, leak("Other.held", "1 MiB", 90)), at(19, NOW)).sentence());
  }

  @Test
  void an_incident_that_could_not_have_named_it_says_nothing() {
    Finding deadlock =
        new Finding(Fault.DEADLOCK, 99, "a and b", List.of("2 threads")).of(new Culprit("a", "2"));
    Finding byClass = leak("byte[]", "100 MiB", 30);
    assertEquals(NOW, told(NOW, at(21, deadlock), at(19, byClass)));
    assertEquals(
        "it is `Cart.items`; as at the previous incident, 2026-11-17 03:14 UTC",
        told(NOW, at(21, deadlock), at(19, byClass), at(17, NOW)).sentence());
  }

  @Test
  void a_sign_is_too_weak_to_be_new() {
    Finding sign = leak("byte[]", "100 MiB", 30);
    assertEquals(sign, told(sign, at(21, leak("char[]", "9 MiB", 30))));
    assertEquals(
        "it is `byte[]`; as at the previous incident, 2026-11-21 03:14 UTC",
        told(sign, at(21, sign)).sentence());
  }

  @Test
  void what_names_nothing_stays_as_it_is() {
    Finding nameless = new Finding(Fault.HEAP_LEAK, 90, "a thread", List.of("9"));
    assertEquals(nameless, told(nameless, at(21, NOW)));
  }

  private static Finding told(Finding now, Precedent... before) {
    Diagnosis diagnosis =
        new Diagnosis(
            new Verdict(List.of(now)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    return diagnosis.since(List.of(before)).verdict().findings().get(0);
  }

  private static Precedent at(int day, Finding found) {
    Instant at = Instant.parse("2026-11-%dT03:14:15Z".formatted(day));
    return new Precedent("i-" + day, at, List.of(found));
  }

  private static Finding leak(String name, String amount, int confidence) {
    return new Finding(
            Fault.HEAP_LEAK, confidence, "it is `" + name + "`", List.of(confidence + " %"))
        .of(new Culprit(name, amount));
  }
}
