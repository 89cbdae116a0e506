package io.selfheal.sandbox.api;

import io.selfheal.sandbox.cluster.Rejection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the caller may do: everything, but for what was taken away. */
public final class Access {
  private static final String USER = "system:serviceaccount:self-heal:responder";

  private final Set<Call> forbidden = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Call>> forbiddenIn = new ConcurrentHashMap<>();

  /** A verb and a resource as RBAC names them: {@code get}, {@code pods/exec}. */
  public void forbid(String verb, String resource) {
    forbidden.add(new Call(verb, resource));
  }

  public void allow(String verb, String resource) {
    forbidden.remove(new Call(verb, resource));
  }

  /** The same in one namespace, while it stays allowed in the others. */
  public void forbidIn(String namespace, String verb, String resource) {
    forbiddenIn
        .computeIfAbsent(namespace, name -> ConcurrentHashMap.newKeySet())
        .add(new Call(verb, resource));
  }

  boolean allows(Call call, String namespace) {
    return !forbidden.contains(call)
        && !forbiddenIn.getOrDefault(namespace, Set.of()).contains(call);
  }

  void check(Call call, String namespace, String name) {
    if (allows(call, namespace)) {
      return;
    }
    String kind = call.resource().split("/", -1)[0];
    String subject = name.isEmpty() ? kind : "%s \"%s\"".formatted(kind, name);
    String where =
        namespace.isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"%s\"".formatted(namespace);
    throw Rejection.forbidden(
        new Rejection.About(name, "", kind),
        "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"\" %s"
            .formatted(subject, USER, call.verb(), call.resource(), where));
  }
}
