package io.selfheal.doctor;

import io.selfheal.kubernetes.ClusterAccess;
import io.selfheal.kubernetes.ClusterConfig;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the API server lets us do in a namespace what gates, capture and removal need. */
public final class RightsExamination implements Examination {
  private static final Pattern MINOR = Pattern.compile("v?1\\.(\\d+)\\..*");
  private static final int EXEC_NEEDS_CREATE = 35;

  private final ClusterConfig config;
  private final Scope scope;

  /**
   * What is asked for.
   *
   * @param namespace empty for what belongs to none
   * @param needed without which something that is configured does not work
   * @param optional without which it works with less
   */
  public record Scope(String namespace, List<Right> needed, List<Right> optional) {
    public Scope {
      needed = List.copyOf(needed);
      optional = List.copyOf(optional);
    }

    private String called() {
      return namespace.isEmpty() ? "rights in the cluster" : "rights in " + namespace;
    }

    private String flag() {
      return namespace.isEmpty() ? "" : " -n " + namespace;
    }
  }

  public RightsExamination(ClusterConfig config, Scope scope) {
    this.config = config;
    this.scope = scope;
  }

  @Override
  public String check() {
    return scope.called();
  }

  @Override
  public List<Finding> findings() {
    try (ClusterAccess access = ClusterAccess.connect(config)) {
      List<Finding> missing = missing(access);
      return missing.isEmpty() ? List.of(Finding.ok(check(), all())) : missing;
    } catch (ClusterException e) {
      return List.of(Finding.failed(check(), e.getMessage()));
    }
  }

  private List<Finding> missing(ClusterAccess access) throws ClusterException {
    boolean createToo = needsCreate(access.version());
    List<Finding> missing = new ArrayList<>();
    for (Right right : scope.needed()) {
      if (!access.may(right, scope.namespace())) {
        boolean later = right.equals(Right.EXEC_FROM_1_35_ON) && !createToo;
        missing.add(later ? unneeded(right) : needed(right));
      }
    }
    for (Right right : scope.optional()) {
      if (!access.may(right, scope.namespace())) {
        missing.add(unneeded(right));
      }
    }
    return missing;
  }

  /** One that does not say its number is taken for a new one. */
  private static boolean needsCreate(String version) {
    Matcher minor = MINOR.matcher(version);
    return !minor.matches() || Integer.parseInt(minor.group(1)) >= EXEC_NEEDS_CREATE;
  }

  private Finding needed(Right right) {
    return Finding.failed(check(), lacks(right), mend(right));
  }

  private Finding unneeded(Right right) {
    return Finding.warning(check(), lacks(right), mend(right));
  }

  private static String lacks(Right right) {
    String group = right.group().isEmpty() ? "" : "." + right.group();
    return "We may not "
        + right.verb()
        + " "
        + right.resource()
        + group
        + ", which serves: "
        + right.neededBy();
  }

  private String mend(Right right) {
    String binding = right.grantedBy().equals("rbac/role.yaml") ? " -f rbac/rolebinding.yaml" : "";
    return "kubectl" + scope.flag() + " apply -f " + right.grantedBy() + binding;
  }

  private String all() {
    return "All " + (scope.needed().size() + scope.optional().size()) + " rights are given";
  }
}
