package io.selfheal.sandbox.drive;

/** The requests of the sandbox's Drive that can be made to fail. */
public enum SandboxDriveCall {
  TOKEN,
  GET,
  LIST,
  CREATE_FOLDER,
  TRASH,
  START_SESSION,
  CHUNK,
  ASK_SESSION
}
