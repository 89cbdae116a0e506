package io.selfheal.storage.drive;

import java.util.Optional;

/** A folder, and the shared drive it lies in; empty for one in somebody's My Drive. */
record DriveFolder(String id, Optional<String> drive) {}
