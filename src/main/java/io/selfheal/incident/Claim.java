package io.selfheal.incident;

/**
 * The right to work on an incident. Every write under it checks the epoch: a worker whose claim has
 * passed to another one can write nothing.
 *
 * @param resumed an earlier run of the step at hand wrote its intent and no result: it may have
 *     acted
 */
public record Claim(Incident incident, long epoch, boolean resumed) {
  public Claim on(Incident newer) {
    return new Claim(newer, epoch, false);
  }

  public Claim resuming() {
    return new Claim(incident, epoch, true);
  }
}
