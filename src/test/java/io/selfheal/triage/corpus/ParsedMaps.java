package io.selfheal.triage.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows are maps, as a parser makes them: each has its own copies of the names of the columns. */
final class ParsedMaps {
  private static final List<Row> ROWS = new ArrayList<>();
  private static final int READ = 40_000;
  private static final int COLUMNS = 6;

  private static final class Row {
    private final Map<String, Integer> cells = new HashMap<>(8);
  }

  private ParsedMaps() {}

  public static void main(String[] args) throws InterruptedException {
    boolean sick = CorpusProgram.sick(args);
    int read = sick ? READ : READ / 20;
    for (int i = 0; i < read; i++) {
      Row row = new Row();
      for (int column = 0; column < COLUMNS; column++) {
        String name = "the_name_of_the_column_" + column;
        row.cells.put(sick ? name : name.intern(), column);
      }
      ROWS.add(row);
    }
    CorpusProgram.ready();
  }
}
