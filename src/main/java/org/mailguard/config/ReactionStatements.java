package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.MapSetting.Observed;
import org.mailguard.config.MapSetting.RateLimit;
import org.mailguard.config.MapSetting.Reaction;
import org.mailguard.policy.Action;
import org.mailguard.policy.ReplyText;

/** What a rule does: the lines below {@code match}. */
final class ReactionStatements {
  static final String LOG = "log";
  static final String LOG_HELP = "Write the device's log lines as well";
  static final String DROP = "drop-connection";

  /** What holds without any line below a match: that is an error. */
  private static final String NOTHING = "none: one of these lines stands below each match";

  static final Argument<ReplyText> REPLY =
      new Argument<>("reply", MapKinds.REPLY, "The words for the client; without them the guard's");

  private static final Argument<Long> RATE =
      new Argument<>("rate", MapKinds.COUNT, "So many a second pass");

  private static final Statement<Reaction> DROP_CONNECTION =
      simple(DROP, new Action.Drop())
          .help(
              "Both connections are closed and nobody is told why. A sender tries again for days;"
                  + " refuse says it.")
          .origin("ASA 7.2 and later")
          .word(DROP, "Close both connections")
          .readsAndWrites(
              in -> new Reaction(new Action.Drop(), in.has(LOG)),
              (line, out) -> write(DROP, line, out));

  private static final Statement<Reaction> RESET =
      simple("reset", new Action.Reset())
          .help("As drop-connection, with a TCP reset to both sides.")
          .origin("ASA 7.2 and later")
          .word("reset", "Reset both connections")
          .readsAndWrites(
              in -> new Reaction(new Action.Reset(), in.has(LOG)),
              (line, out) -> write("reset", line, out));

  private static final Statement<Reaction> MASK =
      simple("mask", new Action.Mask())
          .help(
              "A keyword is taken out of the reply to EHLO; a verb is answered as if nobody knew"
                  + " it. Below ehlo-reply-parameter and cmd verb alone.")
          .origin("ASA 7.2 and later")
          .word("mask", "Hide what matched")
          .readsAndWrites(
              in -> new Reaction(new Action.Mask(), in.has(LOG)),
              (line, out) -> write("mask", line, out));

  private static final Statement<Reaction> LOG_ONLY =
      statement(Mode.MAP_MATCH, Reaction.class, LOG)
          .byDefault(NOTHING)
          .help("The device's log line, and nothing is done; rules behind it are asked too.")
          .origin("ASA 7.2 and later")
          .word(LOG, "Write a log line and do nothing")
          .singleOf("reaction")
          .writes(line -> line.action() instanceof Action.Log)
          .sample(LOG)
          .readsAndWrites(in -> new Reaction(new Action.Log(), true), (line, out) -> out.add(LOG));

  private static final Statement<RateLimit> RATE_LIMIT =
      statement(Mode.MAP_MATCH, RateLimit.class, "rate-limit <rate> [<reply>]")
          .help(
              "More commands a second than so are refused for now or, with mask beside it, masked."
                  + " By extension the words for the client may stand behind the rate. Below cmd"
                  + " verb alone.")
          .origin("ASA 7.2 and later")
          .byDefault(NOTHING)
          .word("rate-limit", "Let so many a second pass")
          .arguments(RATE, REPLY)
          .removedBy("rate-limit")
          .single()
          .sample("rate-limit 5")
          .sample("rate-limit 5 451 4.7.1 Ask less often")
          .readsAndWrites(
              in -> new RateLimit(in.get(RATE), in.find(REPLY)),
              (line, out) -> write(line.reply(), out.add("rate-limit", line.perSecond())));

  private static final Statement<Reaction> REFUSE =
      statement(Mode.MAP_MATCH, Reaction.class, "refuse [" + LOG + "] [<reply>]")
          .help(
              "The client is answered with a code, the server sees nothing of it, and the session"
                  + " goes on. The sender learns why.")
          .extension()
          .byDefault(NOTHING)
          .word("refuse", "Answer with a code and go on")
          .word(LOG, LOG_HELP)
          .arguments(REPLY)
          .removedBy("refuse")
          .singleOf("reaction")
          .writes(line -> line.action() instanceof Action.Refuse)
          .sample("refuse")
          .sample("refuse log")
          .sample("refuse 451 4.7.1 Come back later")
          .sample("refuse log 550 5.7.1 No programs,  please")
          .readsAndWrites(
              in -> new Reaction(new Action.Refuse(in.find(REPLY)), in.has(LOG)),
              ReactionStatements::writeRefuse);

  private static final Statement<Reaction> STRIP =
      simple("strip", new Action.Strip())
          .help(
              "The field or the part does not pass, the message does. Below header field and the"
                  + " MIME rules on type, name, extension and encoding.")
          .extension()
          .word("strip", "Take out what matched")
          .readsAndWrites(
              in -> new Reaction(new Action.Strip(), in.has(LOG)),
              (line, out) -> write("strip", line, out));

  private static final Statement<Reaction> ALLOW =
      simple("allow", new Action.Allow())
          .help(
              "It passes, and no rule behind this one is asked in the same phase; of a verb, also"
                  + " if the guard would refuse it. Below cmd verb, helo, the addresses, header"
                  + " field and MIME.")
          .extension()
          .word("allow", "Let it pass and ask no further rule")
          .readsAndWrites(
              in -> new Reaction(new Action.Allow(), in.has(LOG)),
              (line, out) -> write("allow", line, out));

  private static final Statement<Observed> MONITOR =
      statement(Mode.MAP_MATCH, Observed.class, "monitor")
          .help(
              "The action beside it is not done; it is recorded what would have been. To try a"
                  + " rule before it costs mail.")
          .extension()
          .byDefault("no monitor: the rule does what it says")
          .word("monitor", "Record what would be done, and do nothing")
          .single()
          .sample("monitor")
          .readsAndWrites(in -> new Observed(), (line, out) -> out.add("monitor"));

  static final List<Statement<?>> ALL =
      List.of(DROP_CONNECTION, RESET, MASK, LOG_ONLY, RATE_LIMIT, REFUSE, STRIP, ALLOW, MONITOR);

  private ReactionStatements() {}

  /** Of the actions below one {@code match} a later takes the place of an earlier. */
  private static StatementBuilder<Reaction> simple(String word, Action action) {
    return statement(Mode.MAP_MATCH, Reaction.class, word + " [" + LOG + "]")
        .byDefault(NOTHING)
        .word(LOG, LOG_HELP)
        .removedBy(word)
        .singleOf("reaction")
        .writes(line -> line.action().equals(action))
        .sample(word)
        .sample(word + " " + LOG);
  }

  private static void write(String word, Reaction line, LinePrinter out) {
    out.add(word).addIf(line.log(), LOG);
  }

  private static void writeRefuse(Reaction line, LinePrinter out) {
    write("refuse", line, out);
    if (line.action() instanceof Action.Refuse(ReplyText reply)) {
      write(reply, out);
    }
  }

  /** The words of an answer, which end the line. */
  static void write(@Nullable ReplyText reply, LinePrinter out) {
    if (reply != null) {
      out.add(reply.code(), reply.status(), reply.text());
    }
  }
}
