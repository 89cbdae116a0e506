package io.selfheal.evidence;

import java.io.IOException;

/** Where evidence lands on our side first. */
public interface Spool {
  /**
   * Opens a file of an incident for writing, in the place of an unfinished or finished one of that
   * name.
   *
   * @throws IOException when the spool is full or cannot be written
   */
  SpoolFile create(String incidentId, String fileName) throws IOException;
}
