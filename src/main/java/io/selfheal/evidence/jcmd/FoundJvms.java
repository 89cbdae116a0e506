package io.selfheal.evidence.jcmd;

import io.selfheal.evidence.JvmChoice;
import io.selfheal.evidence.JvmTarget;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.CaptureOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The JVMs that were found of late: one incident asks the same one for several kinds of evidence,
 * and a search starts a jcmd of its own.
 */
final class FoundJvms {
  /** More than are at work at a time. */
  private static final int MOST = 64;

  private final Map<Place, Jvm> found = new LinkedHashMap<>();

  private record Place(JvmTarget target, JvmChoice choice, String incidentId) {}

  /** The one that is known, if it still runs; else whatever a search finds. */
  Optional<Jvm> find(CaptureOrder order, JvmSearch search)
      throws CaptureFailure, InterruptedException {
    Place place = new Place(order.target(), order.wanted().jvm(), order.incidentId());
    Optional<Jvm> known = recall(place);
    Optional<Jvm> again = known.isPresent() ? search.again(known.get()) : known;
    Optional<Jvm> jvm = again.isPresent() ? again : search.find();
    jvm.ifPresent(one -> remember(place, one));
    return jvm;
  }

  private synchronized Optional<Jvm> recall(Place place) {
    return Optional.ofNullable(found.remove(place));
  }

  private synchronized void remember(Place place, Jvm jvm) {
    found.put(place, jvm);
    if (found.size() > MOST) {
      found.remove(found.keySet().iterator().next());
    }
  }
}
