/** What everything but threads and heaps says: exits, events, logs, limits, recordings. */
package io.selfheal.triage.signs;
