package org.mailguard.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a line holds: from {@link #start} to {@link #end}, and within that, if there are {@link
 * #periods}, in any of them. Times are those of a wall clock in {@link #clock} and count to the end
 * of their minute, as on the device.
 *
 * @param start null for ever since
 * @param end null for ever
 */
public record TimeRange(
    String name,
    @Nullable LocalDateTime start,
    @Nullable LocalDateTime end,
    List<Period> periods,
    ZoneRules clock) {

  public TimeRange {
    periods = List.copyOf(periods);
  }

  /** Comes again each week. */
  public sealed interface Period {
    boolean contains(DayOfWeek day, LocalTime time);
  }

  /** On each of some days, from one time to another, which may be after midnight. */
  public record Daily(Set<DayOfWeek> days, LocalTime from, LocalTime to) implements Period {
    public Daily {
      days = Set.copyOf(days);
    }

    @Override
    public boolean contains(DayOfWeek day, LocalTime time) {
      if (!from.isAfter(to)) {
        return days.contains(day) && !time.isBefore(from) && !time.isAfter(to);
      }
      return (days.contains(day) && !time.isBefore(from))
          || (days.contains(day.minus(1)) && !time.isAfter(to));
    }
  }

  /** From a time of one day to a time of another, once a week. */
  public record Weekly(DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to)
      implements Period {
    @Override
    public boolean contains(DayOfWeek day, LocalTime time) {
      int now = minute(day, time);
      int first = minute(fromDay, from);
      int last = minute(toDay, to);
      return first <= last ? first <= now && now <= last : now >= first || now <= last;
    }

    private static int minute(DayOfWeek day, LocalTime time) {
      return (day.getValue() * 24 + time.getHour()) * 60 + time.getMinute();
    }
  }

  /** True if the range holds at {@code time}. */
  public boolean contains(Instant time) {
    LocalDateTime minute =
        LocalDateTime.ofInstant(time, clock.getOffset(time)).withSecond(0).withNano(0);
    if ((start != null && minute.isBefore(start)) || (end != null && minute.isAfter(end))) {
      return false;
    }
    return periods.isEmpty()
        || periods.stream()
            .anyMatch(period -> period.contains(minute.getDayOfWeek(), minute.toLocalTime()));
  }
}
