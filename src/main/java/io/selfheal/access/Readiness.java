package io.selfheal.access;

import java.util.List;

/** Whether the service can do its work. */
@FunctionalInterface
public interface Readiness {
  /** One sentence for each thing that is missing; empty when ready. */
  List<String> missing();
}
