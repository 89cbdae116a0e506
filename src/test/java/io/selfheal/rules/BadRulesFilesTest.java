package io.selfheal.rules;

import io.selfheal.config.BadConfigFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One file for each mistake, with the report that it gets. */
class BadRulesFilesTest {
  @TestFactory
  Stream<DynamicTest> a_file_with_bad_yaml_gets_its_report() {
    return BadConfigFiles.in("yaml", RulesFile::read);
  }

  @TestFactory
  Stream<DynamicTest> a_file_with_bad_rules_gets_its_report() {
    return BadConfigFiles.in("rules", RulesFile::read);
  }

  @TestFactory
  Stream<DynamicTest> a_file_with_bad_label_names_gets_its_report() {
    return BadConfigFiles.in("labels", LabelNames::read);
  }
}
