package io.selfheal.notification;

/** Lets a simulation of another package take the messenger's rounds. */
public final class MessengerRounds {
  private MessengerRounds() {}

  public static void round(Messenger messenger) {
    messenger.runOnce();
  }
}
