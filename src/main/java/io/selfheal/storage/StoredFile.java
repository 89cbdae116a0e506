package io.selfheal.storage;

import java.net.URI;

/** A file in the store, and where a person opens it. */
public record StoredFile(String id, URI link) {}
