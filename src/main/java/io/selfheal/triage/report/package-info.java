/** A diagnosis as a page with pictures, which needs no network, and as JSON. */
package io.selfheal.triage.report;
