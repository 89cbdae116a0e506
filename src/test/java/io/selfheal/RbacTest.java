package io.selfheal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.selfheal.kubernetes.Right;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rbac/} grants what the product asks the API server for, and nothing else. */
class RbacTest {
  private static final Pattern VERB = Pattern.compile("^ +- (\\w+) *(#.*)?$");

  private static final String DELETE = Right.DELETE.toString();
  private static final String EPHEMERAL = Right.JOIN.toString();
  private static final String NODES = Right.NODES.toString();

  @Test
  void the_features_need_what_the_product_asks_for(@TempDir Path folder) throws Exception {
    Set<String> expected = AskedRights.find(folder);
    expected.removeAll(Set.of(DELETE, EPHEMERAL, NODES));
    expected.add(Right.EXEC_FROM_1_35_ON.toString());
    assertEquals(expected, needed());
  }

  @Test
  void both_variants_grant_exactly_what_the_features_need() {
    assertEquals(needed(), granted(Manifests.only("rbac/role.yaml")));
    assertEquals(needed(), granted(Manifests.only("rbac/clusterrole.yaml")));
  }

  @Test
  void deleting_is_granted_by_a_role_of_its_own_alone() {
    JsonNode role = Manifests.documents(Path.of("rbac/role-delete.yaml")).get(0);
    assertEquals(Set.of(DELETE), granted(role));
  }

  @Test
  void joining_pods_is_granted_by_a_role_of_its_own_alone() {
    JsonNode role = Manifests.documents(Path.of("rbac/role-ephemeral.yaml")).get(0);
    assertEquals(Set.of(EPHEMERAL), granted(role));
  }

  @Test
  void looking_at_nodes_is_granted_by_a_role_of_its_own_alone() {
    JsonNode role = Manifests.documents(Path.of("rbac/nodes.yaml")).get(0);
    assertEquals(Set.of(NODES), granted(role));
  }

  @Test
  void nothing_grants_a_wildcard_a_secret_or_a_change_of_a_workload() {
    for (JsonNode role : documents("Role", "ClusterRole")) {
      for (String right : granted(role)) {
        assertTrue(!right.contains("*") && !right.contains("secrets"), right);
        assertTrue(!right.startsWith("apps/") || right.endsWith(" get"), right);
      }
    }
  }

  @Test
  void every_binding_gives_an_existing_role_to_our_account() {
    Set<String> roles = new TreeSet<>();
    documents("Role", "ClusterRole").forEach(role -> roles.add(kindAndName(role, "/metadata")));
    JsonNode account = Manifests.only("rbac/serviceaccount.yaml").path("metadata");
    for (JsonNode binding : documents("RoleBinding", "ClusterRoleBinding")) {
      JsonNode role = binding.path("roleRef");
      assertTrue(roles.contains(role.path("kind").asText() + " " + role.path("name").asText()));
      assertEquals(1, binding.path("subjects").size());
      JsonNode subject = binding.path("subjects").get(0);
      assertEquals("ServiceAccount", subject.path("kind").asText());
      assertEquals(account.path("name"), subject.path("name"));
      assertEquals(account.path("namespace"), subject.path("namespace"));
    }
  }

  @Test
  void every_verb_says_what_needs_it() throws IOException {
    for (String file : List.of("role", "clusterrole", "role-delete", "role-ephemeral", "nodes")) {
      List<String> bare =
          Files.readAllLines(Path.of("rbac", file + ".yaml")).stream()
              .filter(line -> VERB.matcher(line).matches() && !line.contains("#"))
              .toList();
      assertEquals(List.of(), bare);
    }
  }

  private static Set<String> needed() {
    return Right.ROLE.stream().map(Right::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> granted(JsonNode role) {
    Set<String> granted = new TreeSet<>();
    for (JsonNode rule : role.path("rules")) {
      for (String group : Manifests.texts(rule.path("apiGroups"))) {
        for (String resource : Manifests.texts(rule.path("resources"))) {
          for (String verb : Manifests.texts(rule.path("verbs"))) {
            granted.add(group + "/" + resource + " " + verb);
          }
        }
      }
    }
    return granted;
  }

  private static List<JsonNode> documents(String... kinds) {
    List<JsonNode> documents = new ArrayList<>();
    for (Path file : Manifests.files("rbac")) {
      documents.addAll(Manifests.documents(file));
    }
    documents.removeIf(document -> !List.of(kinds).contains(document.path("kind").asText()));
    assertTrue(!documents.isEmpty());
    return documents;
  }

  private static String kindAndName(JsonNode document, String at) {
    return document.path("kind").asText() + " " + document.at(at + "/name").asText();
  }
}
