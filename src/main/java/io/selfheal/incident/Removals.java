package io.selfheal.incident;

import java.util.List;

/** What the store keeps no longer. */
public interface Removals {
  /**
   * Notes in the audit that files of an incident are removed from the store; said before they are.
   *
   * @param places by which the store knows them
   * @param why the setting that wants it
   */
  void evidenceRemoved(Incident incident, List<String> places, String why);
}
