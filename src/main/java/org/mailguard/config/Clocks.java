package org.mailguard.config;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.SystemSetting.ClockZone;
import org.mailguard.config.SystemSetting.Season;
import org.mailguard.config.SystemSetting.SummerTime;
import org.mailguard.config.SystemSetting.YearlyDay;

/** Makes of the lines on the clock what the JDK knows as the rules of a zone. */
final class Clocks {
  /** Before every configuration: yearly rules count from a transition that has to be there. */
  private static final int FIRST_YEAR = 1990;

  private Clocks() {}

  /** {@code zone} is that of clock timezone, or of the machine. */
  static ZoneRules of(Branch root, ZoneId zone, Problems problems) {
    Optional<Found<SummerTime>> line = root.last(SummerTime.class);
    if (line.isEmpty()) {
      return zone.getRules();
    }
    if (root.last(ClockZone.class).isEmpty() || !(zone instanceof ZoneOffset standard)) {
      problems.add(
          line.get()
              .where()
              .warning("without a line clock timezone the machine's own zone holds all year"));
      return zone.getRules();
    }
    SummerTime summer = line.get().setting();
    ZoneOffset forward =
        ZoneOffset.ofTotalSeconds(standard.getTotalSeconds() + summer.offset() * 60);
    return switch (summer.season()) {
      case Season.Recurring(YearlyDay begin, YearlyDay end) ->
          yearly(
              standard,
              rule(begin, standard, standard, forward),
              rule(end, standard, forward, standard));
      case Season.Once(LocalDateTime begin, LocalDateTime end) -> {
        if (!begin.plus(Duration.ofMinutes(summer.offset())).isBefore(end)) {
          problems.add(
              line.get()
                  .where()
                  .error("summer time ends before it begins", "the beginning first", ""));
          yield zone.getRules();
        }
        yield ZoneRules.of(
            standard,
            standard,
            List.of(),
            List.of(
                ZoneOffsetTransition.of(begin, standard, forward),
                ZoneOffsetTransition.of(end, forward, standard)),
            List.of());
      }
    };
  }

  private static ZoneRules yearly(
      ZoneOffset standard, ZoneOffsetTransitionRule begin, ZoneOffsetTransitionRule end) {
    ZoneOffsetTransition first = begin.createTransition(FIRST_YEAR);
    ZoneOffsetTransition second = end.createTransition(FIRST_YEAR);
    boolean northern = first.compareTo(second) < 0;
    return ZoneRules.of(
        standard,
        standard,
        List.of(),
        northern ? List.of(first, second) : List.of(first, end.createTransition(FIRST_YEAR + 1)),
        northern ? List.of(begin, end) : List.of(end, begin));
  }

  private static ZoneOffsetTransitionRule rule(
      YearlyDay day, ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
    // The first, second ... such day is the first on or behind the 1st, 8th ...
    int from = day.week() < 0 ? -1 : 7 * (day.week() - 1) + 1;
    return ZoneOffsetTransitionRule.of(
        day.month(),
        from,
        day.day(),
        day.time(),
        false,
        TimeDefinition.WALL,
        standard,
        before,
        after);
  }
}
