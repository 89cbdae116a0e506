/**
 * What the evidence says: reads artefacts, and names the culprit. Knows neither pods nor messages.
 */
package io.selfheal.triage;
