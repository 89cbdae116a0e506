/**
 * Reads thread dumps as JVMs write them, from 17 on, and out of logs; bad input costs no memory.
 */
package io.selfheal.triage.threads.dump;
