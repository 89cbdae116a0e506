package io.selfheal.safety;

import io.selfheal.config.Section;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the list {@code maintenance}. */
final class MaintenanceReader {
  private static final String DAYS = "a list of mon, tue, wed, thu, fri, sat, sun";
  private static final String TIME = "a time of day as \"22:00\"";
  private static final String ZONE = "a time zone as Europe/Berlin";
  private static final Pattern TIME_PATTERN = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");

  private MaintenanceReader() {}

  static List<MaintenanceWindow> read(Section root) {
    return root.sections("maintenance").stream()
        .map(MaintenanceReader::window)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<MaintenanceWindow> window(Section section) {
    Set<DayOfWeek> days = days(section);
    Optional<LocalTime> from = required(section, "from", TIME, MaintenanceReader::time);
    Optional<LocalTime> to = required(section, "to", TIME, MaintenanceReader::time);
    Optional<ZoneId> zone = required(section, "zone", ZONE, MaintenanceReader::zone);
    section.done();
    return from.isPresent() && to.isPresent() && zone.isPresent()
        ? Optional.of(new MaintenanceWindow(days, from.get(), to.get(), zone.get()))
        : Optional.empty();
  }

  /** Without the key, every day. */
  private static Set<DayOfWeek> days(Section section) {
    if (!section.has("days")) {
      section.strings("days", List.of());
      return EnumSet.allOf(DayOfWeek.class);
    }
    List<String> names = section.strings("days", List.of());
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    names.forEach(name -> day(name).ifPresent(days::add));
    if (days.isEmpty() || days.size() < names.size()) {
      section.problem("days", DAYS);
    }
    return days;
  }

  private static Optional<DayOfWeek> day(String name) {
    return Stream.of(DayOfWeek.values())
        .filter(
            day ->
                day.getDisplayName(TextStyle.SHORT, Locale.ROOT)
                    .toLowerCase(Locale.ROOT)
                    .equals(name))
        .findFirst();
  }

  private static Optional<LocalTime> time(String text) {
    return TIME_PATTERN.matcher(text).matches()
        ? Optional.of(LocalTime.parse(text))
        : Optional.empty();
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static <T> Optional<T> required(
      Section section, String key, String expected, Function<String, Optional<T>> reader) {
    if (section.present() && section.raw(key).isMissingNode()) {
      section.problem(key, expected);
    }
    return section.parsed(key, expected, reader);
  }
}
