/** What all sources of evidence have in common: bound to one container, hashed, in the spool. */
package io.selfheal.evidence.capture;
