package io.selfheal.notification;

import io.selfheal.incident.Outbox.MessageRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Keeps what it is given, and fails where it is told to. */
final class RecordingNotifier implements Notifier {
  final List<String> calls = new ArrayList<>();
  final List<IncidentMessage> messages = new ArrayList<>();
  final Map<String, NotificationException> failing = new HashMap<>();
  final List<IncidentMessage> replies = new ArrayList<>();
  final CountDownLatch told = new CountDownLatch(1);
  private RuntimeException surprise;
  private boolean crashing;
  private boolean crashingAfter;
  private boolean threads;

  /** The process ends here. */
  static final class Crash extends Error {}

  void crashNext() {
    crashing = true;
  }

  /** The process ends once the call was taken, and before anything of it is noted. */
  void crashAfterNext() {
    crashingAfter = true;
  }

  RecordingNotifier withThreads() {
    threads = true;
    return this;
  }

  void surpriseNext(RuntimeException e) {
    surprise = e;
  }

  @Override
  public MessageRef post(String channel, IncidentMessage message) throws NotificationException {
    take("post", channel, message);
    return new MessageRef(channel, "ts-" + calls.size());
  }

  @Override
  public MessageRef edit(MessageRef ref, IncidentMessage message) throws NotificationException {
    take("edit", ref.channel(), message);
    return ref;
  }

  @Override
  public void reply(MessageRef ref, IncidentMessage message) throws NotificationException {
    take("reply", ref.channel(), message);
  }

  @Override
  public boolean threads() {
    return threads;
  }

  private void take(String verb, String channel, IncidentMessage message)
      throws NotificationException {
    crashIfTold();
    calls.add(verb + " " + channel + " " + message.title());
    RuntimeException thrown = surprise;
    surprise = null;
    if (thrown != null) {
      throw thrown;
    }
    NotificationException failure =
        failing.getOrDefault(verb + " " + channel, failing.get(channel));
    if (failure != null) {
      throw failure;
    }
    (verb.equals("reply") ? replies : messages).add(message);
    told.countDown();
    if (crashingAfter) {
      crashingAfter = false;
      throw new Crash();
    }
  }

  private void crashIfTold() {
    if (crashing) {
      crashing = false;
      throw new Crash();
    }
  }
}
