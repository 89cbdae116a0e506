package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A map of maps of lists, behind wrappers; only one customer's list grows. */
final class NestedHolder {
  private static final AtomicReference<Optional<Ledgers>> CURRENT = new AtomicReference<>();
  private static final int BOOKED = 600_000;
  private static final int KEPT = 200;

  private record Booking(long number, long cents) {}

  private static final class Ledgers {
    private final Map<String, Map<String, List<Booking>>> byTenant = new HashMap<>();

    List<Booking> of(String tenant, String customer) {
      return byTenant
          .computeIfAbsent(tenant, t -> new HashMap<>())
          .computeIfAbsent(customer, c -> new ArrayList<>());
    }
  }

  private NestedHolder() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    CURRENT.set(Optional.of(new Ledgers()));
    for (int i = 0; i < BOOKED; i++) {
      List<Booking> bookings =
          CURRENT.get().orElseThrow().of("tenant-" + i % 3, i % 20 == 0 ? "small" : "large");
      bookings.add(new Booking(i, i));
      if (!sick && bookings.size() > KEPT) {
        bookings.clear();
      }
    }
    CorpusProgram.ready();
  }
}
