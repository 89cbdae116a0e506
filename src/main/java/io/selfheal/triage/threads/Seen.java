package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import io.selfheal.triage.threads.dump.ThreadKind;
import io.selfheal.triage.threads.dump.Wait;
import java.util.List;
import java.util.Optional;

/** A thread, and what it is at. */
record Seen(JavaThread thread, Activity activity, Optional<Frame> application, String pool) {
  static Seen of(JavaThread thread) {
    Optional<Frame> application = Code.topmost(thread);
    return new Seen(thread, activity(thread), application, PoolName.of(thread.name()));
  }

  String name() {
    return thread.name();
  }

  /** Its pool and those that are called alike. */
  String family() {
    return PoolName.family(name());
  }

  List<Frame> stack() {
    return thread.stack();
  }

  /** Whether it waits for work, or does none of the application's. */
  boolean idle() {
    return thread.kind() == ThreadKind.JVM
        || activity.forWork()
        || (application.isEmpty() && activity != Activity.LOCKS);
  }

  /** Whether a pool of threads runs it, rather than code that began a thread for itself. */
  boolean pooled() {
    return stack().stream().anyMatch(Seen::runsTasks);
  }

  private static boolean runsTasks(Frame frame) {
    String name = frame.name();
    return name.endsWith("ThreadPoolExecutor.runWorker")
        || name.equals("java.util.concurrent.ForkJoinPool.runWorker")
        || name.equals("java.util.concurrent.ForkJoinWorkerThread.run")
        || name.startsWith("org.eclipse.jetty.util.thread.QueuedThreadPool")
        || name.startsWith("org.jboss.threads.")
        || name.startsWith("org.xnio.");
  }

  private static Activity activity(JavaThread thread) {
    if (entering(thread)) {
      return Activity.LOCKS;
    }
    Activity found = thread.in(Thread.State.RUNNABLE) ? Activity.RUNS : Activity.PARKS;
    for (Frame frame : thread.stack()) {
      if (!JdkCalls.of(frame)) {
        break;
      }
      found = JdkCalls.activity(frame).orElse(found);
    }
    return found;
  }

  private static boolean entering(JavaThread thread) {
    return thread
        .locks()
        .awaited()
        .map(Wait::kind)
        .filter(kind -> kind == Wait.Kind.ENTER || kind == Wait.Kind.CLASS_INIT)
        .isPresent();
  }
}
