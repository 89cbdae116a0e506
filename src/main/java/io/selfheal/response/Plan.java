package io.selfheal.response;

import io.selfheal.rules.ApprovalNeed;
import io.selfheal.rules.RemoveBy;
import io.selfheal.rules.Rule;
import io.selfheal.rules.Then;
import java.util.ArrayList;
import java.util.List;

/** What a rule does, in words. */
final class Plan {
  private Plan() {}

  static String of(Rule rule) {
    List<String> acts = new ArrayList<>();
    rule.response().capture().forEach(request -> acts.add("take a " + request.kind().slug()));
    if (rule.response().then() == Then.TERMINATE) {
      if (rule.response().approval() == ApprovalNeed.REQUIRED) {
        acts.add("ask for an approval");
      }
      acts.add(rule.response().removeBy() == RemoveBy.EVICT ? "evict the pod" : "delete the pod");
    }
    return acts.isEmpty() ? "nothing." : String.join(", ", acts) + ".";
  }
}
