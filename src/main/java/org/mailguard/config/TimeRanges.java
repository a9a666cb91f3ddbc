package org.mailguard.config;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.config.ObjectSetting.Absolute;
import org.mailguard.config.ObjectSetting.Periodic;
import org.mailguard.config.ObjectSetting.Times;
import org.mailguard.config.SystemSetting.ClockZone;
import org.mailguard.policy.TimeRange;

/** When rules hold, and the clock by which that is told. */
final class TimeRanges {
  private final Problems problems;
  private final Map<String, Found<Times>> ranges = new LinkedHashMap<>();
  private final Set<Node> used = new HashSet<>();
  private final ZoneId zone;
  private final ZoneRules clock;

  TimeRanges(Branch root, Problems problems) {
    this.problems = problems;
    root.all(Times.class).forEach(range -> ranges.put(range.setting().name(), range));
    zone =
        root.last(ClockZone.class)
            .<ZoneId>map(line -> ZoneOffset.ofTotalSeconds(line.setting().minutes() * 60))
            .orElse(ZoneId.systemDefault());
    clock = Clocks.of(root, zone, problems);
  }

  /** Of {@code clock timezone}, or of the machine. */
  ZoneId zone() {
    return zone;
  }

  /** True if a rule in use names one. */
  boolean areUsed() {
    return !used.isEmpty();
  }

  /** The definitions that nothing in use asked for. */
  List<Node> unused() {
    return ranges.values().stream().map(Found::node).filter(node -> !used.contains(node)).toList();
  }

  /** The range; a rule on one that is not there never holds, and the file is refused anyway. */
  TimeRange range(String name, Location where) {
    Found<Times> range = ranges.get(name);
    if (range == null) {
      if (!problems.isDoubtful(name)) {
        problems.add(
            Expectation.missing("time-range", name, "time-range " + name, ranges.keySet(), where));
      }
      return new TimeRange(name, null, null, List.of(), clock);
    }
    used.add(range.node());
    Optional<Found<Absolute>> absolute = range.node().last(Absolute.class);
    List<TimeRange.Period> periods = new ArrayList<>();
    for (Found<Periodic> line : range.node().all(Periodic.class)) {
      periods.add(period(line));
    }
    if (absolute.isEmpty() && periods.isEmpty()) {
      problems.add(
          range
              .where()
              .error("time-range " + name + " is empty", "absolute or periodic below it", ""));
    }
    return new TimeRange(
        name,
        absolute.map(line -> line.setting().start()).orElse(null),
        absolute.map(line -> line.setting().end()).orElse(null),
        periods,
        clock);
  }

  private TimeRange.Period period(Found<Periodic> line) {
    Periodic periodic = line.setting();
    @Nullable DayOfWeek until = periodic.until();
    Set<DayOfWeek> days = days(periodic);
    if (until == null) {
      return new TimeRange.Daily(days, periodic.from(), periodic.to());
    }
    if (periodic.each().size() != 1) {
      problems.add(
          line.where().error("a period that ends on another day begins on one day", "one day", ""));
    }
    return new TimeRange.Weekly(days.iterator().next(), periodic.from(), until, periodic.to());
  }

  private static Set<DayOfWeek> days(Periodic periodic) {
    return switch (periodic.days()) {
      case "daily" -> EnumSet.allOf(DayOfWeek.class);
      case "weekdays" -> EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      case "weekend" -> EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      default -> EnumSet.copyOf(periodic.each());
    };
  }
}
