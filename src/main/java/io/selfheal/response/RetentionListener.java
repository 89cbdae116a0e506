package io.selfheal.response;

/** Hears how the removal of old evidence from the store goes. */
public interface RetentionListener {
  /** So much was found that is to be removed; with a dry run it stays. */
  void due(long bytes);

  void removed(int files, long bytes);

  /**
   * @param reason why the store did not let it
   */
  void failed(String reason);
}
