package io.selfheal.response;

/** Lets a simulation of another package take the uploader's turns. */
public final class UploaderTurns {
  private UploaderTurns() {}

  public static void turn(Uploader uploader) throws InterruptedException {
    uploader.turn();
  }
}
