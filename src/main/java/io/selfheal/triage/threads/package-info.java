/**
 * What a series of thread dumps says: deadlocks, contention, exhausted pools, hot threads, leaks.
 */
package io.selfheal.triage.threads;
