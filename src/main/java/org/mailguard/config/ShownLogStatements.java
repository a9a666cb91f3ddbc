package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.SystemSetting.LoggingBufferSize;
import org.mailguard.config.SystemSetting.LoggingBuffered;
import org.mailguard.config.SystemSetting.LoggingMonitor;
import org.mailguard.events.Severity;

/** What operators see of the log on the console. */
final class ShownLogStatements {
  /** A level may be abbreviated, so a list whose name could be one is none. */
  private static final Kind<String> NO_LEVEL =
      Kind.of(
          String.class,
          "a name",
          word ->
              Stream.of(Severity.values())
                      .noneMatch(
                          level -> Levels.print(level).startsWith(word.toLowerCase(Locale.ROOT)))
                  ? Kinds.NAME.read(word)
                  : new Reading.Other<>());

  private static final Argument<String> LIST =
      new Argument<>("list", NO_LEVEL, "A message list; kept, since there are none here");
  private static final Argument<Integer> OCTETS =
      new Argument<>(
          "octets", Kind.range(LoggingBufferSize.USUAL, LoggingBufferSize.MOST), "In octets");

  private static final Statement<LoggingBuffered> BUFFERED =
      statement(Mode.GLOBAL, LoggingBuffered.class, grammar("buffered"))
          .help(
              "What show logging shows: the last events up to and including the level. Message"
                  + " lists are not known: a line that names one is kept and buffers nothing.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("nothing is buffered")
          .word("logging", "Where the log goes")
          .word("buffered", "To memory, for show logging")
          .levels()
          .arguments(LIST)
          .single()
          .removedBy("logging buffered")
          .sample("logging buffered informational")
          .sample("logging buffered mail-events")
          .variant("logging buffered 5", "logging buffered notifications")
          .variant("logging buffered info", "logging buffered informational")
          .readsAndWrites(
              in -> new LoggingBuffered(level(in), list(in)),
              (line, out) -> write("buffered", line.level(), line.list(), out));

  private static final Statement<LoggingBufferSize> BUFFER_SIZE =
      statement(Mode.GLOBAL, LoggingBufferSize.class, "logging buffer-size <octets>")
          .help("How much of it is kept: as many events as have so many octets as text.")
          .origin("ASA 7.0 and later")
          .byDefault("logging buffer-size " + LoggingBufferSize.USUAL)
          .word("logging", "Where the log goes")
          .word("buffer-size", "Of what is buffered")
          .arguments(OCTETS)
          .single()
          .removedBy("logging buffer-size")
          .sample("logging buffer-size 65536")
          .readsAndWrites(
              in -> new LoggingBufferSize(in.get(OCTETS)),
              (line, out) -> out.add("logging buffer-size", line.octets()));

  private static final Statement<LoggingMonitor> MONITOR =
      statement(Mode.GLOBAL, LoggingMonitor.class, grammar("monitor"))
          .help(
              "What terminal monitor shows: events up to and including the level. Message lists are"
                  + " not known: a line that names one is kept and shows nothing.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("logging monitor informational")
          .word("logging", "Where the log goes")
          .word("monitor", "To operators who ask for it")
          .levels()
          .arguments(LIST)
          .single()
          .removedBy("logging monitor")
          .sample("logging monitor errors")
          .sample("logging monitor mail-events")
          .variant("logging monitor 4", "logging monitor warnings")
          .readsAndWrites(
              in -> new LoggingMonitor(level(in), list(in)),
              (line, out) -> write("monitor", line.level(), line.list(), out));

  static final List<Statement<?>> ALL = List.of(BUFFER_SIZE, MONITOR, BUFFERED);

  private ShownLogStatements() {}

  /** A level, or the name of a message list, which only the device has. */
  private static String grammar(String where) {
    return "logging " + where + " {" + Levels.GRAMMAR + "|<list>}";
  }

  private static @Nullable Severity level(Arguments in) {
    return in.find(LIST) == null ? Levels.find(in) : null;
  }

  private static String list(Arguments in) {
    return in.find(LIST, "");
  }

  private static void write(String where, @Nullable Severity level, String list, LinePrinter out) {
    out.add("logging", where, level == null ? list : Levels.print(level));
  }
}
