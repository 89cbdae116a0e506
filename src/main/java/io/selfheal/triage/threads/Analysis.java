package io.selfheal.triage.threads;

import io.selfheal.triage.Finding;
import java.util.List;

/** Looks for one fault. */
interface Analysis {
  List<Finding> findings(Scene scene);
}
