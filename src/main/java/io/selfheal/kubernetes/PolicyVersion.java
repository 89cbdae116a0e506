package io.selfheal.kubernetes;

import io.kubernetes.client.openapi.models.V1APIGroup;
import io.kubernetes.client.openapi.models.VersionInfo;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of the policy API a server speaks: evictions are {@code v1} from 1.22 on. */
enum PolicyVersion {
  V1("policy/v1"),
  V1BETA1("policy/v1beta1");

  private static final Pattern NUMBERED = Pattern.compile("v?1\\.(\\d+)\\..*");
  private static final int FIRST_WITH_V1 = 22;

  private final String apiVersion;

  PolicyVersion(String apiVersion) {
    this.apiVersion = apiVersion;
  }

  String apiVersion() {
    return apiVersion;
  }

  /** A build that does not say its number is asked which versions it serves. */
  static PolicyVersion of(Api api) throws ClusterException {
    var version = api.get(VersionInfo.class, List.of(), "/version");
    Matcher numbered = NUMBERED.matcher(String.valueOf(version.getGitVersion()));
    boolean v1 =
        numbered.matches()
            ? Integer.parseInt(numbered.group(1)) >= FIRST_WITH_V1
            : serves(api, V1.apiVersion);
    return v1 ? V1 : V1BETA1;
  }

  private static boolean serves(Api api, String groupVersion) throws ClusterException {
    var group = api.get(V1APIGroup.class, List.of(), "/apis/policy");
    return group.getVersions().stream()
        .anyMatch(version -> groupVersion.equals(version.getGroupVersion()));
  }
}
