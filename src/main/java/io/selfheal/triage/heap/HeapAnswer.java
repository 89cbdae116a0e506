package io.selfheal.triage.heap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.selfheal.triage.Finding;
import io.selfheal.triage.SizeNode;
import java.io.IOException;
import java.util.List;

/**
 * What the analysing JVM says to the one that started it: JSON on its standard output.
 *
 * @param retained null where it could not be found out
 * @param unread why it could not, a sentence, or empty
 */
record HeapAnswer(List<Finding> findings, SizeNode retained, String unread) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HeapAnswer unread(String sentence) {
    return new HeapAnswer(List.of(), null, sentence);
  }

  static HeapAnswer read(byte[] json) throws IOException {
    return JSON.readValue(json, HeapAnswer.class);
  }

  byte[] json() throws IOException {
    return JSON.writeValueAsBytes(this);
  }
}
