package io.selfheal.doctor;

import java.util.List;

/** Looks at one part of what the configuration needs; a trouble that is expected is a finding. */
public interface Examination {
  /** The part that it looks at, as {@code slack}. */
  String check();

  /** May block for as long as it likes: it is cut off. */
  List<Finding> findings() throws InterruptedException;
}
