package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import org.mailguard.config.SystemSetting.ClockZone;
import org.mailguard.config.SystemSetting.Season;
import org.mailguard.config.SystemSetting.SummerTime;
import org.mailguard.config.SystemSetting.YearlyDay;

/** The clock that time ranges go by. */
final class ClockStatements {
  private static final Argument<String> ZONE =
      new Argument<>("zone", Kinds.NAME, "Name of the zone, such as CET");
  private static final Argument<Integer> HOURS =
      new Argument<>("hours", Kinds.signed(-12, 14), "East of Greenwich");
  private static final Argument<Integer> MINUTES =
      new Argument<>("minutes", Kind.range(0, 59), "More");
  private static final Argument<Integer> WEEK =
      new Argument<>("week", Kind.range(1, 4), "Which of them in the month");
  private static final Argument<Integer> OFFSET =
      new Argument<>("offset", Kind.range(1, 1440), "Minutes that the clock is put forward");

  /** What the device takes without days: the rule of the United States since 2007. */
  private static final Season USUAL =
      new Season.Recurring(
          new YearlyDay(2, DayOfWeek.SUNDAY, Month.MARCH, LocalTime.of(2, 0)),
          new YearlyDay(1, DayOfWeek.SUNDAY, Month.NOVEMBER, LocalTime.of(2, 0)));

  private static final String YEARLY = "{first|last|<week>} <day> <month> <time>";
  private static final String ONCE = "<date> <month> <year> <time>";

  private static final Statement<ClockZone> TIMEZONE =
      statement(Mode.GLOBAL, ClockZone.class, "clock timezone <zone> <hours> [<minutes>]")
          .help(
              "The time zone of time ranges and, without summer time, of times in the log that is"
                  + " sent to hosts.")
          .origin("PIX 6.2 and later, ASA")
          .byDefault("that of the machine")
          .word("clock", "Times")
          .word("timezone", "The zone")
          .arguments(ZONE, HOURS, MINUTES)
          .single()
          .removedBy("clock timezone")
          .sample("clock timezone CET 1")
          .sample("clock timezone NST -3 30")
          .readsAndWrites(ClockStatements::readZone, ClockStatements::writeZone);

  private static final Statement<SummerTime> SUMMER_TIME =
      statement(
              Mode.GLOBAL,
              SummerTime.class,
              "clock summer-time <zone> {recurring [begin:{YEARLY} end:{YEARLY}]"
                      .replace("YEARLY", YEARLY)
                  + "|date begin:{ONCE} end:{ONCE}} [<offset>]".replace("ONCE", ONCE))
          .help(
              "When the clock of time ranges is put forward. It needs a line clock timezone;"
                  + " without one the machine's own zone holds, summer time included.")
          .origin("PIX 6.2 and later, ASA")
          .word("clock", "Times")
          .byDefault("none beside a clock timezone: it is not put forward")
          .word("summer-time", "When the clock is put forward")
          .word("recurring", "Each year; without days from March to November, as in the USA")
          .word("date", "Once")
          .word("first", "The first of the month")
          .word("last", "The last of the month")
          .arguments(
              ZONE,
              WEEK,
              TimeStatements.DAY,
              TimeStatements.MONTH,
              TimeStatements.TIME_OF_DAY,
              TimeStatements.DAY_OF_MONTH,
              TimeStatements.YEAR,
              OFFSET)
          .single()
          .removedBy("clock summer-time")
          .sample(
              "clock summer-time CEST recurring last Sunday March 2:00 last Sunday October 3:00")
          .sample(
              "clock summer-time EDT recurring 2 Sunday March 2:00 first Sunday November 2:00 30")
          .sample("clock summer-time CEST date 28 March 2027 2:00 31 October 2027 3:00")
          .variant(
              "clock summer-time CEST recurring last Sun Mar 2:00 last Sun Oct 3:00",
              "clock summer-time CEST recurring last Sunday March 2:00 last Sunday October 3:00")
          .variant(
              "clock summer-time EDT recurring",
              "clock summer-time EDT recurring 2 Sunday March 2:00 first Sunday November 2:00")
          .readsAndWrites(ClockStatements::readSummer, ClockStatements::writeSummer);

  static final List<Statement<?>> ALL = List.of(TIMEZONE, SUMMER_TIME);

  private ClockStatements() {}

  private static ClockZone readZone(Arguments in) {
    int hours = in.get(HOURS);
    int minutes = in.find(MINUTES, 0);
    return new ClockZone(in.get(ZONE), hours < 0 ? hours * 60 - minutes : hours * 60 + minutes);
  }

  private static void writeZone(ClockZone line, LinePrinter out) {
    int rest = Math.abs(line.minutes()) % 60;
    out.add("clock timezone", line.name(), line.minutes() / 60).addIf(rest > 0, rest);
  }

  private static SummerTime readSummer(Arguments in) {
    Arguments begin = in.in("begin");
    Arguments end = in.in("end");
    Season season =
        in.has("date")
            ? new Season.Once(readOnce(begin), readOnce(end))
            : begin.find(TimeStatements.DAY) == null
                ? USUAL
                : new Season.Recurring(readYearly(begin), readYearly(end));
    return new SummerTime(in.get(ZONE), season, in.find(OFFSET, SummerTime.USUAL_OFFSET));
  }

  private static YearlyDay readYearly(Arguments in) {
    int week = in.has("first") ? 1 : in.has("last") ? -1 : in.get(WEEK);
    return new YearlyDay(
        week,
        in.get(TimeStatements.DAY),
        in.get(TimeStatements.MONTH),
        in.get(TimeStatements.TIME_OF_DAY));
  }

  private static LocalDateTime readOnce(Arguments in) {
    return TimeStatements.readDate(in);
  }

  private static void writeSummer(SummerTime line, LinePrinter out) {
    out.add("clock summer-time", line.name());
    switch (line.season()) {
      case Season.Recurring(YearlyDay begin, YearlyDay end) -> {
        out.add("recurring");
        writeYearly(begin, out);
        writeYearly(end, out);
      }
      case Season.Once(LocalDateTime begin, LocalDateTime end) -> {
        out.add("date");
        writeOnce(begin, out);
        writeOnce(end, out);
      }
    }
    out.addIf(line.offset() != SummerTime.USUAL_OFFSET, line.offset());
  }

  private static void writeYearly(YearlyDay day, LinePrinter out) {
    out.add(day.week() == 1 ? "first" : day.week() == -1 ? "last" : day.week())
        .add(TimeStatements.name(day.day()), TimeStatements.name(day.month()))
        .add(TimeStatements.print(day.time()));
  }

  private static void writeOnce(LocalDateTime time, LinePrinter out) {
    out.add(time.getDayOfMonth(), TimeStatements.name(time.getMonth()), time.getYear())
        .add(TimeStatements.print(time.toLocalTime()));
  }
}
