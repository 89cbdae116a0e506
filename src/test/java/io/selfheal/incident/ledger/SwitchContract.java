package io.selfheal.incident.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.incident.Switch.Paused;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kill switch that people turn by command. */
interface SwitchContract extends LedgerFixture {
  @Test
  default void nothing_is_paused_at_first() {
    assertEquals(Optional.empty(), ledger().paused());
    assertEquals(Optional.empty(), ledger().resume("alice"));
  }

  @Test
  default void a_pause_holds_over_a_restart_with_who_and_why() {
    Paused paused = new Paused("alice", "the database is moved", now());

    assertEquals(paused, ledger().pause("alice", "the database is moved"));

    assertEquals(Optional.of(paused), reopened().paused());
  }

  @Test
  default void a_second_pause_leaves_the_first_as_it_is() {
    Paused first = ledger().pause("alice", "one");
    clock().advance(Duration.ofMinutes(1));

    assertEquals(first, ledger().pause("bob", "two"));
    assertEquals(Optional.of(first), ledger().paused());
  }

  @Test
  default void a_resume_tells_what_it_ended() {
    Paused first = ledger().pause("alice", "");

    assertEquals(Optional.of(first), ledger().resume("bob"));
    assertEquals(Optional.empty(), reopened().paused());
  }
}
