package io.selfheal;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may import whom, and behind which door each outside library stays. */
class ArchitectureTest {
  private static final String ROOT = "io.selfheal";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** Package to the packages it may import; {@code package:Type} allows that type alone. */
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  /** Library to the packages it may be used in. */
  private static final Map<String, List<String>> DOORS = new LinkedHashMap<>();

  static {
    allow("alert");
    allow("config");
    allow("lock");
    allow("access", "config");
    allow("kubernetes", "config");
    allow("evidence", "kubernetes", "config");
    allow(
        "rules",
        "alert",
        "evidence:ArtefactKind",
        "evidence:Extent",
        "evidence:JvmChoice",
        "evidence:Verification",
        "evidence:Wanted",
        "config");
    allow(
        "incident",
        "alert",
        "rules",
        "evidence",
        "triage:Culprit",
        "triage:Fault",
        "triage:Finding",
        "triage:Precedent",
        "kubernetes:PodRef",
        "kubernetes:WorkloadRef",
        "lock",
        "config");
    allow("webhook", "access", "alert", "rules", "incident", "config");
    allow("safety", "alert", "incident", "rules", "evidence", "kubernetes", "config");
    allow("triage", "evidence", "config");
    allow("storage", "access:HmacSha256", "evidence", "lock", "config");
    allow("remediation", "kubernetes", "config");
    allow(
        "notification",
        "access",
        "alert",
        "rules",
        "incident",
        "evidence",
        "triage:Fault",
        "triage:Finding",
        "kubernetes:PodRef",
        "kubernetes:WorkloadRef",
        "config");
    allow(
        "response",
        "alert",
        "incident",
        "rules",
        "safety",
        "evidence",
        "triage",
        "storage",
        "remediation",
        "notification",
        "kubernetes",
        "config");
    allow(
        "console",
        "access",
        "alert",
        "incident",
        "rules",
        "safety",
        "evidence",
        "kubernetes:PodRef",
        "config");
    allow(
        "doctor",
        "access",
        "incident",
        "kubernetes",
        "notification",
        "storage",
        "webhook",
        "config");
    allow(
        "app",
        "access",
        "alert",
        "config",
        "console",
        "doctor",
        "evidence",
        "incident",
        "kubernetes",
        "lock",
        "notification",
        "remediation",
        "response",
        "rules",
        "safety",
        "storage",
        "triage",
        "webhook");
    allow("sandbox", "app", "kubernetes");

    door("io.kubernetes..", "kubernetes");
    door("okhttp3..", "kubernetes");
    door("com.google.api..", "storage");
    door("com.google.auth..", "storage");
    door("com.slack..", "notification");
    door("org.eclipse.jetty..", "access", "sandbox");
    door("io.javalin..", "access", "webhook", "notification", "console", "sandbox");
    door("java.sql..", "incident");
    door("org.jdbi..", "incident");
    door("org.flywaydb..", "incident");
    door("io.micrometer..", "console");
  }

  @TestFactory
  Stream<DynamicTest> a_package_imports_only_what_its_row_allows() {
    return MAY_IMPORT.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> checkRow(name)));
  }

  @TestFactory
  Stream<DynamicTest> a_library_stays_behind_its_door() {
    return DOORS.keySet().stream()
        .map(library -> DynamicTest.dynamicTest(library, () -> checkDoor(library)));
  }

  @Test
  void the_packages_are_free_of_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void every_package_has_a_row() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ROOT))
            .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeAll(MAY_IMPORT.keySet());
    assertEquals(Set.of(), packages);
  }

  private static void checkRow(String name) {
    List<String> allowed = MAY_IMPORT.get(name);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(ours().and(DescribedPredicate.not(anyOf(name, allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static void checkDoor(String library) {
    String[] doors =
        DOORS.get(library).stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(doors)))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAPackage(ROOT + "..");
  }

  private static DescribedPredicate<JavaClass> anyOf(String name, List<String> allowed) {
    DescribedPredicate<JavaClass> any = resideInAPackage(ROOT + "." + name + "..");
    for (String entry : allowed) {
      any = any.or(entry.contains(":") ? type(entry) : resideInAPackage(ROOT + "." + entry + ".."));
    }
    return any;
  }

  private static DescribedPredicate<JavaClass> type(String entry) {
    String full = ROOT + "." + entry.replace(':', '.');
    return DescribedPredicate.describe(
        full, found -> found.getName().equals(full) || found.getName().startsWith(full + "$"));
  }

  private static void allow(String name, String... imports) {
    MAY_IMPORT.put(name, Arrays.asList(imports));
  }

  private static void door(String library, String... packages) {
    DOORS.put(library, Arrays.asList(packages));
  }
}
