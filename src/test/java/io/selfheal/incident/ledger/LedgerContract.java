package io.selfheal.incident.ledger;

/** What every engine that a responder may be run on must hold to. */
abstract class LedgerContract extends StateContract implements AuditContract {}
