package io.selfheal.notification.slack;

/** Whether messages that ask something have buttons to answer by. */
enum Buttons {
  SHOWN,
  /** Nobody would hear that one was pressed. */
  NONE
}
