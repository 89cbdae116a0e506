package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.List;

/** Each row has its own copy of the few names that there are. */
final class EqualStrings {
  private static final List<Row> ROWS = new ArrayList<>();
  private static final int READ = 150_000;
  private static final int COUNTRIES = 40;

  private record Row(int number, String country, String carrier) {}

  private EqualStrings() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < READ; i++) {
      String country = "the country of the number " + i % COUNTRIES;
      String carrier = "the carrier of the number " + i % COUNTRIES;
      ROWS.add(
          sick ? new Row(i, country, carrier) : new Row(i, country.intern(), carrier.intern()));
    }
    CorpusProgram.ready();
  }
}
