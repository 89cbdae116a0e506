package io.selfheal.kubernetes;

/** The user and the group that a process runs as, by number. */
public record RunAs(long user, long group) {
  public boolean root() {
    return user == 0;
  }

  @Override
  public String toString() {
    return user + ":" + group;
  }
}
