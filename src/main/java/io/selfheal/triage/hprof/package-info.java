/** The format of a heap dump (HPROF, as in HotSpot's heapDumper.cpp), read as a stream. */
package io.selfheal.triage.hprof;
