package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.ObjectSetting.Absolute;
import org.mailguard.config.ObjectSetting.Periodic;
import org.mailguard.config.ObjectSetting.Times;

/** When a rule holds. */
final class TimeStatements {
  private static final String ORIGIN = "ASA 7.0 and later";
  private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})");

  private static final Kind<LocalTime> TIME_KIND =
      Kind.of(LocalTime.class, "hours:minutes from 0:00 to 23:59", TimeStatements::readTime);
  private static final Kind<DayOfWeek> DAY_KIND =
      Kind.of(
              DayOfWeek.class,
              "a day of the week",
              word -> named(DayOfWeek.values(), TimeStatements::name, word))
          .withNames(Arrays.stream(DayOfWeek.values()).map(TimeStatements::name).toList());
  private static final Kind<Month> MONTH_KIND =
      Kind.of(Month.class, "a month", word -> named(Month.values(), TimeStatements::name, word))
          .withNames(Arrays.stream(Month.values()).map(TimeStatements::name).toList());

  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A name of your own choice");
  static final Argument<LocalTime> TIME_OF_DAY =
      new Argument<>("time", TIME_KIND, "A time of the day");
  static final Argument<Integer> DAY_OF_MONTH =
      new Argument<>("date", Kind.range(1, 31), "Day of the month");
  static final Argument<Month> MONTH = new Argument<>("month", MONTH_KIND, "Its name");
  static final Argument<Integer> YEAR =
      new Argument<>("year", Kind.range(1993, 2135), "Four digits");
  static final Argument<DayOfWeek> DAY = new Argument<>("day", DAY_KIND, "One day, or several");
  private static final Argument<LocalTime> FROM =
      new Argument<>("from", TIME_KIND, "When it begins");
  private static final Argument<DayOfWeek> UNTIL =
      new Argument<>("until", DAY_KIND, "The day on which it ends");
  private static final Argument<LocalTime> TO =
      new Argument<>("end", TIME_KIND, "When it ends, that minute included");

  private static final String DATE = "{<time> <date> <month> <year>}";

  private static final Statement<Times> TIME_RANGE =
      statement(Mode.GLOBAL, Times.class, "time-range <name>")
          .help(
              "Names times at which rules hold: within the absolute line, if there is one, in any"
                  + " of the periodic lines. Times are those of clock timezone, or of the machine"
                  + " without such a line.")
          .origin(ORIGIN)
          .word("time-range", "Name times")
          .arguments(NAME)
          .opens(Mode.TIME_RANGE)
          .sample("time-range office-hours")
          .readsAndWrites(
              in -> new Times(in.get(NAME)), (line, out) -> out.add("time-range", line.name()));

  private static final Statement<Absolute> ABSOLUTE =
      statement(
              Mode.TIME_RANGE,
              Absolute.class,
              "absolute {start start:DATE [end end:DATE]|end end:DATE}".replace("DATE", DATE))
          .help("From one date and time to another; one of the two may be missing.")
          .origin(ORIGIN)
          .byDefault("without end on both sides")
          .word("absolute", "By date")
          .word("start", "When it begins")
          .word("end", "When it ends")
          .arguments(TIME_OF_DAY, DAY_OF_MONTH, MONTH, YEAR)
          .single()
          .sample("absolute start 8:00 1 January 2027 end 18:30 31 December 2027")
          .sample("absolute end 0:00 15 June 2027")
          .variant("absolute start 08:00 01 jan 2027", "absolute start 8:00 1 January 2027")
          .readsAndWrites(
              in ->
                  new Absolute(
                      in.has("start") ? readDate(in.in("start")) : null,
                      in.has("end") ? readDate(in.in("end")) : null),
              TimeStatements::writeAbsolute);

  private static final Statement<Periodic> PERIODIC =
      statement(
              Mode.TIME_RANGE,
              Periodic.class,
              "periodic {daily|weekdays|weekend|{<day>}*} <from> to [<until>] <end>")
          .help(
              "Each week: on some days from one time to another, or once from a time of one day to"
                  + " a time of another.")
          .origin(ORIGIN)
          .word("periodic", "By day of the week")
          .word("daily", "Every day")
          .word("weekdays", "Monday to Friday")
          .word("weekend", "Saturday and Sunday")
          .word("to", "When it ends")
          .arguments(DAY, FROM, UNTIL, TO)
          .sample("periodic weekdays 8:00 to 18:00")
          .sample("periodic Monday Wednesday 22:00 to 4:30")
          .sample("periodic Friday 18:00 to Monday 8:00")
          .sample("periodic daily 0:00 to 23:59")
          .sample("periodic weekend 9:00 to 12:00")
          .readsAndWrites(TimeStatements::readPeriodic, TimeStatements::writePeriodic);

  static final List<Statement<?>> ALL = List.of(TIME_RANGE, ABSOLUTE, PERIODIC);

  private TimeStatements() {}

  private static Reading<LocalTime> readTime(String word) {
    Matcher parts = TIME.matcher(word);
    if (!parts.matches()) {
      return new Reading.Other<>();
    }
    int hour = Integer.parseInt(parts.group(1));
    int minute = Integer.parseInt(parts.group(2));
    return hour < 24 && minute < 60
        ? new Reading.Value<>(LocalTime.of(hour, minute))
        : new Reading.Wrong<>(word + " is no time of a day");
  }

  private static <E extends Enum<E>> Reading<E> named(
      E[] values, Function<E, String> name, String word) {
    String wanted = word.toLowerCase(Locale.ROOT);
    for (E value : values) {
      String known = name.apply(value).toLowerCase(Locale.ROOT);
      if (known.equals(wanted) || (wanted.length() >= 3 && known.startsWith(wanted))) {
        return new Reading.Value<>(value);
      }
    }
    return new Reading.Other<>();
  }

  static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static String name(Month month) {
    return month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  static LocalDateTime readDate(Arguments in) {
    int day = in.get(DAY_OF_MONTH);
    Month month = in.get(MONTH);
    int year = in.get(YEAR);
    // The 31st of a month that has 30 days is its last, so that a typing slip opens nothing.
    int last = month.length(Year.isLeap(year));
    return LocalDateTime.of(year, month, Math.min(day, last), 0, 0).with(in.get(TIME_OF_DAY));
  }

  private static void writeAbsolute(Absolute line, LinePrinter out) {
    out.add("absolute");
    writeDate("start", line.start(), out);
    writeDate("end", line.end(), out);
  }

  private static void writeDate(String word, @Nullable LocalDateTime date, LinePrinter out) {
    if (date != null) {
      out.add(word, print(date.toLocalTime()), date.getDayOfMonth())
          .add(name(date.getMonth()), date.getYear());
    }
  }

  static String print(LocalTime time) {
    return "%d:%02d".formatted(time.getHour(), time.getMinute());
  }

  private static Periodic readPeriodic(Arguments in) {
    String days = "";
    for (String word : List.of("daily", "weekdays", "weekend")) {
      days = in.has(word) ? word : days;
    }
    return new Periodic(days, in.all(DAY), in.get(FROM), in.get(TO), in.find(UNTIL));
  }

  private static void writePeriodic(Periodic line, LinePrinter out) {
    out.add("periodic").addIf(!line.days().isEmpty(), line.days());
    line.each().forEach(day -> out.add(name(day)));
    out.add(print(line.from()), "to");
    DayOfWeek until = line.until();
    if (until != null) {
      out.add(name(until));
    }
    out.add(print(line.to()));
  }
}
