package io.selfheal.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which budgets cover a pod with the labels app=web, tier=front? */
class BudgetsTest extends StubbedApi {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'matchLabels':{'app':'web'}}                                              | true
          {'matchLabels':{'app':'web','tier':'back'}}                                | false
          {'matchLabels':{'zone':'a'}}                                               | false
          {'matchExpressions':[{'key':'app','operator':'In','values':['web','x']}]}  | true
          {'matchExpressions':[{'key':'zone','operator':'In','values':['a']}]}       | false
          {'matchExpressions':[{'key':'app','operator':'NotIn','values':['web']}]}   | false
          {'matchExpressions':[{'key':'zone','operator':'NotIn','values':['a']}]}    | true
          {'matchExpressions':[{'key':'tier','operator':'Exists'}]}                  | true
          {'matchExpressions':[{'key':'tier','operator':'DoesNotExist'}]}            | false
          {'matchLabels':{'app':'web'},'matchExpressions':[{'key':'z','operator':'Exists'}]} | false
          {}                                                                         | true
          null                                                                       | false
          """)
  void a_budget_covers_the_pod_that_its_selector_matches(String selector, boolean covered)
      throws Exception {
    budget("v1", selector);
    assertEquals(covered ? found() : List.of(), cluster.disruptionBudgets(pod()));
  }

  @Test
  void an_empty_selector_of_an_old_server_covers_nothing() throws Exception {
    server.answer("GET", "/version", 200, "{\"gitVersion\":\"v1.20.2\"}");
    budget("v1beta1", "{}");
    assertEquals(List.of(), cluster.disruptionBudgets(pod()));
  }

  @Test
  void an_old_servers_budgets_are_asked_for_in_its_version() throws Exception {
    server.answer("GET", "/version", 200, "{\"gitVersion\":\"v1.20.2\"}");
    budget("v1beta1", "{'matchLabels':{'app':'web'}}");
    assertEquals(found(), cluster.disruptionBudgets(pod()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'matchLabels':{'b':'2','a':'1'}}                                         | a=1,b=2
          {'matchExpressions':[{'key':'a','operator':'In','values':['1','2']}]}     | a in (1,2)
          {'matchExpressions':[{'key':'a','operator':'NotIn','values':['1']}]}      | a notin (1)
          {'matchExpressions':[{'key':'a','operator':'Exists'}]}                    | a
          {'matchLabels':{'a':'1'},'matchExpressions':[{'key':'b','operator':'DoesNotExist'}]} | a=1,!b
          {}                                                                        | ''
          """)
  void a_selector_is_written_as_the_query_takes_it(String selector, String query) {
    String json = selector.replace('\'', '"');
    assertEquals(
        query, LabelSelectors.query(LenientJson.GSON.fromJson(json, V1LabelSelector.class)));
  }

  private void budget(String version, String selector) {
    String item =
        "{'metadata':{'name':'web'},'spec':{'selector':"
            + selector
            + "},'status':{'disruptionsAllowed':1}}";
    server.answer(
        "GET",
        "/apis/policy/" + version + "/namespaces/rec/poddisruptionbudgets",
        200,
        ("{'items':[" + item + "]}").replace('\'', '"'));
  }

  private Pod pod() throws ClusterException {
    String pod = "/api/v1/namespaces/rec/pods/plain";
    String labels = "\"labels\": {\"app\": \"web\", \"tier\": \"front\"}";
    String meta = "{\"metadata\":{\"namespace\":\"rec\",\"name\":\"plain\"," + labels + "}}";
    server.answer("GET", pod, 200, meta);
    return cluster.pod("rec", "plain").orElseThrow();
  }

  private static List<DisruptionBudget> found() {
    return List.of(new DisruptionBudget("web", 1));
  }
}
