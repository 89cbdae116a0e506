/**
 * Small programs, each with one fault and a healthy twin of the same shape: what the triage is
 * measured by. {@code docs/triage.md} has the score.
 */
package io.selfheal.triage.corpus;
