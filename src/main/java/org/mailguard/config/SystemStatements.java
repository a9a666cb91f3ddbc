package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mailguard.config.Configuration.RelayTest;
import org.mailguard.config.SystemSetting.Hostname;
import org.mailguard.config.SystemSetting.Limit;
import org.mailguard.config.SystemSetting.Timeout;

/** The guard as a whole: its name, its log, its bounds. */
final class SystemStatements {
  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.HOST, "The guard's own name, as DNS knows it");

  private static final Statement<Hostname> HOSTNAME =
      statement(Mode.GLOBAL, Hostname.class, "hostname <name>")
          .help(
              "The name that stands in the greeting of every published server. Without it the"
                  + " server's own name stays.")
          .origin("PIX 4.0 and later, ASA")
          .byDefault("none: the server's own name stays")
          .word("hostname", "Name of the guard")
          .arguments(NAME)
          .removedBy("hostname")
          .single()
          .sample("hostname mx1.example.com")
          .readsAndWrites(
              in -> new Hostname(in.get(NAME)),
              (hostname, out) -> out.add("hostname", hostname.name()));

  private static final Statement<Timeout> TIMEOUT =
      eachWait(
              statement(
                  Mode.GLOBAL,
                  Timeout.class,
                  "timeout smtp {"
                      + Arrays.stream(Wait.values())
                          .map(wait -> wait.word() + " <" + wait.argument().name() + ">")
                          .collect(Collectors.joining("|"))
                      + "}"))
          .help(
              "How long the guard waits: for a whole element, not for each octet. The defaults are"
                  + " the least that RFC 5321 section 4.5.3.2 asks for; shorter ones are accepted"
                  + " with a warning.")
          .word("timeout", "How long to wait")
          .word("smtp", "Inside SMTP sessions")
          .extension()
          .byDefault(
              Arrays.stream(Wait.values())
                  .map(wait -> wait.word() + " " + Kinds.printTime(wait.standard()))
                  .collect(Collectors.joining(", ")))
          .removedBy(
              "timeout smtp {"
                  + Arrays.stream(Wait.values()).map(Wait::word).collect(Collectors.joining("|"))
                  + "}")
          .single(Timeout::kind)
          .readsAndWrites(
              SystemStatements::readTimeout,
              (timeout, out) ->
                  out.add("timeout smtp", timeout.kind().word(), Kinds.printTime(timeout.time())));

  private static final Statement<Limit> LIMIT =
      eachBound(
              statement(
                  Mode.GLOBAL,
                  Limit.class,
                  "limit {"
                      + Arrays.stream(Bound.values())
                          .map(bound -> bound.words() + " <" + bound.argument().name() + ">")
                          .collect(Collectors.joining("|"))
                      + "}"))
          .help(
              "Bounds on one session, or on the sessions of the guard. What goes beyond is answered"
                  + " with a reply, never just cut.")
          .word("limit", "Bounds")
          .extension()
          .byDefault(
              Arrays.stream(Bound.values())
                  .map(bound -> bound.words() + " " + bound.standard())
                  .collect(Collectors.joining(", ")))
          .removedBy(
              "limit {"
                  + Arrays.stream(Bound.values()).map(Bound::words).collect(Collectors.joining("|"))
                  + "}")
          .single(Limit::bound)
          .readsAndWrites(
              SystemStatements::readLimit,
              (limit, out) -> out.add("limit", limit.bound().words(), limit.value()));

  private static final Statement<SystemSetting.RelayTest> RELAY_TEST =
      statement(Mode.GLOBAL, SystemSetting.RelayTest.class, "relay-test [report|refuse]")
          .help(
              "At start and at each reload every server is asked, from the guard's address, to take"
                  + " a recipient that is nobody's. A server that does would relay for everybody:"
                  + " it trusts the guard's network. With report the log says so, with refuse the"
                  + " configuration is not taken. No message is sent.")
          .word("relay-test", "Ask servers whether they would relay for everybody")
          .word("report", "Say so in the log, as MG-2-750503")
          .word("refuse", "Do not start, or do not reload, with such a server")
          .extension()
          .byDefault("relay-test report")
          .negated(in -> new SystemSetting.RelayTest(RelayTest.OFF))
          .single()
          .sample("relay-test report")
          .sample("relay-test refuse")
          .sample("no relay-test")
          .variant("relay-test", "relay-test report")
          .variant("no relay-test refuse", "no relay-test")
          .readsAndWrites(
              in ->
                  new SystemSetting.RelayTest(
                      in.has("refuse") ? RelayTest.REFUSE : RelayTest.REPORT),
              (line, out) ->
                  out.addIf(line.mode() == RelayTest.OFF, "no")
                      .add("relay-test")
                      .addIf(line.mode() == RelayTest.REPORT, "report")
                      .addIf(line.mode() == RelayTest.REFUSE, "refuse"));

  static final List<Statement<?>> ALL = List.of(HOSTNAME, TIMEOUT, LIMIT, RELAY_TEST);

  private SystemStatements() {}

  private static StatementBuilder<Timeout> eachWait(StatementBuilder<Timeout> statement) {
    for (Wait wait : Wait.values()) {
      statement
          .word(wait.word(), wait.help())
          .arguments(wait.argument())
          .sample("timeout smtp " + wait.word() + " " + Kinds.printTime(wait.standard()));
    }
    return statement;
  }

  private static StatementBuilder<Limit> eachBound(StatementBuilder<Limit> statement) {
    for (Bound bound : Bound.values()) {
      String lastWord = bound.words().substring(bound.words().lastIndexOf(' ') + 1);
      statement
          .word(lastWord, bound.help())
          .arguments(bound.argument())
          .sample("limit " + bound.words() + " " + bound.standard());
    }
    return statement;
  }

  private static Timeout readTimeout(Arguments in) {
    for (Wait wait : Wait.values()) {
      Duration time = in.find(wait.argument());
      if (time != null) {
        return new Timeout(wait, time);
      }
    }
    throw new IllegalStateException("the grammar lets the time be missing");
  }

  private static Limit readLimit(Arguments in) {
    for (Bound bound : Bound.values()) {
      Integer value = in.find(bound.argument());
      if (value != null) {
        return new Limit(bound, value);
      }
    }
    throw new IllegalStateException("the grammar lets the number be missing");
  }
}
