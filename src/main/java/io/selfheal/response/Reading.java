package io.selfheal.response;

import io.selfheal.incident.Incident;
import io.selfheal.triage.Diagnosis;
import io.selfheal.triage.Specimen;
import java.util.List;

/** How evidence is read, and told of in files of its own. */
public interface Reading {
  /** What takes a second or two. */
  Diagnosis quick(List<Specimen> evidence) throws InterruptedException;

  /** All of it. */
  Diagnosis thorough(List<Specimen> evidence) throws InterruptedException;

  /** The contents of the files of a report, in the order of their names. */
  List<byte[]> report(Diagnosis diagnosis, Incident incident);
}
