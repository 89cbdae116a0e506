package io.selfheal.incident;

/**
 * Is told of every durable change, on the thread that made it; must be quick and must not throw.
 */
@FunctionalInterface
public interface IncidentListener {
  void changed(Incident before, Incident after);
}
