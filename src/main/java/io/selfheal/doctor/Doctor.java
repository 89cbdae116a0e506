package io.selfheal.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Makes one examination after the other. One that hangs is left behind after the deadline, and
 * neither that nor a surprise ends the others.
 */
public final class Doctor {
  private final List<Examination> examinations;
  private final Duration deadline;

  /**
   * @param deadline of each examination
   */
  public Doctor(List<Examination> examinations, Duration deadline) {
    this.examinations = List.copyOf(examinations);
    this.deadline = deadline;
  }

  /**
   * @param heard is given each finding as soon as it is there
   */
  public void examine(Consumer<Finding> heard) throws InterruptedException {
    for (Examination examination : examinations) {
      findings(examination).forEach(heard);
    }
  }

  private List<Finding> findings(Examination examination) throws InterruptedException {
    FutureTask<List<Finding>> task = new FutureTask<>(examination::findings);
    Thread thread = new Thread(task, "doctor " + examination.check());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return List.of(tookTooLong(examination));
    } catch (ExecutionException e) {
      return List.of(surprise(examination, e.getCause()));
    }
  }

  private Finding tookTooLong(Examination examination) {
    return Finding.failed(
        examination.check(),
        "No answer within " + deadline.toMillis() + " ms",
        "see that it is up, and that the network lets us call it");
  }

  /** Its message may quote what nobody should read. */
  private static Finding surprise(Examination examination, Throwable cause) {
    return Finding.failed(
        examination.check(),
        "Cannot look at it: " + cause.getClass().getSimpleName(),
        "please report this as a bug");
  }
}
