/** What happened, in a chain of hashes: a change of what was written shows. */
package io.selfheal.incident.audit;
