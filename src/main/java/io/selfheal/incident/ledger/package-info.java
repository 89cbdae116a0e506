/** The ledger on disk: SQLite, one writer, one fsync for all who wait. */
package io.selfheal.incident.ledger;
