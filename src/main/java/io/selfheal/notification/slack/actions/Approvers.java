package io.selfheal.notification.slack.actions;

import io.selfheal.config.Section;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may decide by a button: by Slack's ids, as names can be changed by whoever bears them.
 *
 * @param groups user groups, whose members may
 */
public record Approvers(Set<String> users, List<String> groups) {
  private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]{2,30}");
  private static final Pattern GROUP = Pattern.compile("S[A-Z0-9]{2,30}");

  public Approvers {
    users = Set.copyOf(users);
    groups = List.copyOf(groups);
  }

  static Approvers read(Section section) {
    List<String> users = section.strings("users", List.of());
    List<String> groups = section.strings("groups", List.of());
    if (!users.stream().allMatch(id -> USER.matcher(id).matches())) {
      section.problem("users", "ids of users, as U012AB3CD");
    }
    if (!groups.stream().allMatch(id -> GROUP.matcher(id).matches())) {
      section.problem("groups", "ids of user groups, as S012AB3CD");
    }
    section.done();
    return new Approvers(Set.copyOf(users), groups);
  }

  boolean nobody() {
    return users.isEmpty() && groups.isEmpty();
  }
}
