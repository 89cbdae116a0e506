package io.selfheal.incident;

/**
 * The right to work on an incident. Every write under it checks the epoch: a worker whose claim has
 * passed to another one can write nothing.
 */
public record Claim(Incident incident, long epoch) {
  public Claim on(Incident newer) {
    return new Claim(newer, epoch);
  }
}
