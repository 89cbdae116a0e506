package io.selfheal.safety;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A time of the week in which the responder keeps still. One whose end is not after its beginning
 * ends on the next day. Where the clocks are turned, it begins as early and ends as late as its
 * times can mean.
 *
 * @param days on which it begins
 */
public record MaintenanceWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  public MaintenanceWindow {
    days = Set.copyOf(days);
  }

  /** When it ends, if it is on; it may have begun the day before. */
  Optional<Instant> until(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return Stream.of(today.minusDays(1), today)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .filter(day -> !now.isBefore(begin(day)))
        .map(this::end)
        .filter(now::isBefore)
        .reduce((earlier, later) -> later);
  }

  /** A time that the clocks leave out begins when they do. */
  private Instant begin(LocalDate day) {
    LocalDateTime time = day.atTime(from);
    ZoneOffsetTransition turn = zone.getRules().getTransition(time);
    return turn != null && turn.isGap() ? turn.getInstant() : time.atZone(zone).toInstant();
  }

  private Instant end(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return last.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
