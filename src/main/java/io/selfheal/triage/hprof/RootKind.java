package io.selfheal.triage.hprof;

/** Why the collector keeps an object that no other refers to. */
public enum RootKind {
  UNKNOWN,
  JNI_GLOBAL,
  JNI_LOCAL,
  JAVA_FRAME,
  NATIVE_STACK,
  STICKY_CLASS,
  THREAD_BLOCK,
  MONITOR,
  THREAD
}
