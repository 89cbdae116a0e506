package io.selfheal.evidence.cluster;

import io.selfheal.evidence.SpoolFile;
import io.selfheal.evidence.capture.CaptureFailure;
import io.selfheal.evidence.capture.Extraction;
import io.selfheal.evidence.capture.Received;
import io.selfheal.evidence.capture.SpoolSink;
import io.selfheal.kubernetes.ClusterException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What people read, made of a document that arrived whole and says whom it is about. */
record DocumentExtraction(Document document) implements Extraction {
  /** A document of the API server, checked and written for people. */
  interface Document {
    String text() throws ClusterException, CaptureFailure;
  }

  @Override
  public Received into(SpoolFile file) throws CaptureFailure, IOException {
    return SpoolSink.write(StandardCharsets.UTF_8.encode(text()), file);
  }

  private String text() throws CaptureFailure {
    try {
      return document.text();
    } catch (ClusterException e) {
      throw CaptureFailure.of(e);
    }
  }
}
