/** The durable life of one response: incident, stages, ledger, intake, runner. */
package io.selfheal.incident;
