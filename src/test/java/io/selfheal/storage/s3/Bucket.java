package io.selfheal.storage.s3;

import io.selfheal.storage.S3Config;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A bucket as a test sees it from outside. */
interface Bucket extends AutoCloseable {
  S3Config config();

  List<String> keys() throws IOException;

  byte[] content(String key) throws IOException;

  /** By the names of their headers. */
  Map<String, String> metadata(String key) throws IOException;

  /** An empty object without any. */
  void putByHand(String key) throws IOException;

  @Override
  void close();
}
