package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailguard.config.MapSetting.AllowTls;
import org.mailguard.config.MapSetting.AuthMechanisms;
import org.mailguard.config.MapSetting.BareNewline;
import org.mailguard.config.MapSetting.LeastDataRate;
import org.mailguard.config.MapSetting.MailRelay;
import org.mailguard.config.MapSetting.MapObserved;
import org.mailguard.config.MapSetting.MaskBanner;
import org.mailguard.config.MapSetting.Parameters;
import org.mailguard.config.MapSetting.Reaction;
import org.mailguard.config.MapSetting.ReplyCodes;
import org.mailguard.config.MapSetting.Shield;
import org.mailguard.config.MapSetting.SpecialCharacter;
import org.mailguard.policy.Action;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.ReplyText;

/** What an inspection map says as a whole: its shields, and the lines below {@code parameters}. */
final class ParameterStatements {
  private static final String LOG = ReactionStatements.LOG;
  private static final String DROP = ReactionStatements.DROP;
  private static final String ACTION =
      "action {" + DROP + " [" + LOG + "]|refuse [" + LOG + "] [<reply>]|" + LOG + "}";

  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A built-in pack of rules");
  private static final Argument<String> DOMAIN =
      new Argument<>("domain", MapKinds.DOMAIN, "A domain of yours, with everything below it");
  private static final Argument<String> MECHANISM =
      new Argument<>("mechanism", MapKinds.MECHANISM, "One that may be used");
  private static final Argument<String> VERB = new Argument<>("verb", MapKinds.VERB, "A verb");
  private static final Argument<Integer> CODE =
      new Argument<>("code", Kind.range(200, 399), "A code that can answer it");
  private static final Argument<Long> OCTETS =
      new Argument<>("octets", MapKinds.COUNT, "Octets a second");

  private static final Statement<Parameters> PARAMETERS =
      statement(Mode.INSPECTION_MAP, Parameters.class, "parameters")
          .help("What holds for the map as a whole follows.")
          .origin("ASA 7.2 and later")
          .byDefault("the default of each line that stands below it")
          .word("parameters", "What holds for the map as a whole")
          .opens(Mode.MAP_PARAMETERS)
          .sample("parameters")
          .readsAndWrites(in -> new Parameters(), (line, out) -> out.add("parameters"));

  private static final Statement<Shield> SHIELD =
      statement(Mode.INSPECTION_MAP, Shield.class, "shield <name> [monitor]")
          .help(
              "The rules of a built-in pack; they are asked before those of the map. With monitor"
                  + " they do nothing, and it is recorded what they would have done.")
          .extension()
          .byDefault("no shield")
          .word("shield", "A built-in pack of rules")
          .word("monitor", "Record what would be done, and do nothing")
          .arguments(NAME)
          .removedBy("shield <name>")
          .single(Shield::name)
          .sample("shield exim-2019-06")
          .sample("shield sendmail-2003-03 monitor")
          .readsAndWrites(
              in -> new Shield(in.get(NAME), in.has("monitor")),
              (line, out) -> out.add("shield", line.name()).addIf(line.observed(), "monitor"));

  private static final Statement<MaskBanner> MASK_BANNER =
      parameter(MaskBanner.class, "mask-banner")
          .help(
              "The server's greeting becomes 220, a name and ESMTP, so that it does not say which"
                  + " program it is. With no the greeting passes as the server sent it.")
          .origin("ASA 7.2 and later")
          .byDefault("mask-banner")
          .word("mask-banner", "Do not show which program the server is")
          .negated(in -> new MaskBanner(false))
          .single()
          .sample("mask-banner")
          .sample("no mask-banner")
          .readsAndWrites(
              in -> new MaskBanner(true),
              (line, out) -> out.addIf(!line.on(), "no").add("mask-banner"));

  private static final Statement<MailRelay> MAIL_RELAY =
      reaction(parameter(MailRelay.class, "mail-relay <domain> " + ACTION))
          .help(
              "Recipients outside of your domains. By extension there may be several such lines,"
                  + " one for each domain; what they do is the same in all of them.")
          .origin("ASA 7.2 and later")
          .byDefault("no mail-relay: recipients may be anywhere")
          .word("mail-relay", "Recipients outside of your domains")
          .arguments(DOMAIN, ReactionStatements.REPLY)
          .printedWithNo("mail-relay [<domain>]")
          .single(MailRelay::domain)
          .sample("mail-relay example.com action drop-connection log")
          .sample("mail-relay example.com action log")
          .sample("mail-relay example.com action refuse log")
          .sample("mail-relay example.com action refuse log 551 5.7.1 Not one of  ours")
          .readsAndWrites(
              in -> new MailRelay(in.get(DOMAIN), readReaction(in)),
              (line, out) -> writeReaction(line.reaction(), out.add("mail-relay", line.domain())));

  private static final Statement<SpecialCharacter> SPECIAL_CHARACTER =
      reaction(parameter(SpecialCharacter.class, "special-character " + ACTION))
          .help(
              "A vertical bar or a backquote in the address of a sender or recipient. The device"
                  + " also names NUL, which ends a session here wherever it stands in a command.")
          .origin("ASA 7.2(3) and later")
          .byDefault("no special-character: they pass")
          .word("special-character", "A vertical bar or a backquote in an address")
          .arguments(ReactionStatements.REPLY)
          .printedWithNo("special-character")
          .single()
          .sample("special-character action drop-connection log")
          .sample("special-character action refuse")
          .sample("special-character action refuse 553 5.1.3 Write it another way")
          .sample("special-character action log")
          .readsAndWrites(
              in -> new SpecialCharacter(readReaction(in)),
              (line, out) -> writeReaction(line.reaction(), out.add("special-character")));

  private static final Statement<AllowTls> ALLOW_TLS =
      parameter(AllowTls.class, "allow-tls [action log]")
          .help(
              "STARTTLS passes, and what is said behind it nobody can inspect. With action log each"
                  + " such session is recorded. With no the server's offer of TLS is hidden: mail"
                  + " comes in clear, and mail of senders that insist on TLS does not come.")
          .origin("ASA 7.2(3), 8.0(3) and later")
          .byDefault("allow-tls; no allow-tls on the device before 9.4")
          .word("allow-tls", "Let STARTTLS pass")
          .word("action", "What is done besides")
          .word(LOG, "Record each session that uses it")
          .negated(in -> new AllowTls(MapSettings.Tls.HIDE))
          .single()
          .sample("allow-tls")
          .sample("allow-tls action log")
          .sample("no allow-tls")
          .variant("no allow-tls action log", "no allow-tls")
          .readsAndWrites(
              in -> new AllowTls(in.has(LOG) ? MapSettings.Tls.LOG : MapSettings.Tls.PASS),
              ParameterStatements::writeTls);

  private static final Statement<BareNewline> BARE_NEWLINE =
      parameter(BareNewline.class, "bare-newline {reject|normalize|log}")
          .help(
              "CR and LF in a message that do not stand together. One program may take them for an"
                  + " end of line and another not: that is how messages are smuggled.")
          .extension()
          .byDefault("bare-newline reject")
          .word("bare-newline", "CR and LF that do not stand together")
          .word("reject", "Refuse the message")
          .word("normalize", "Make each CR LF")
          .word(LOG, "Make each CR LF, and record the message")
          .removedBy("bare-newline")
          .single()
          .sample("bare-newline reject")
          .sample("bare-newline normalize")
          .sample("bare-newline log")
          .readsAndWrites(
              in ->
                  new BareNewline(
                      in.has("reject")
                          ? MapSettings.BareNewline.REJECT
                          : in.has(LOG)
                              ? MapSettings.BareNewline.LOG
                              : MapSettings.BareNewline.NORMALIZE),
              (line, out) -> out.add("bare-newline", line.what().name().toLowerCase(Locale.ROOT)));

  private static final Statement<AuthMechanisms> AUTH =
      parameter(AuthMechanisms.class, "auth-mechanisms {<mechanism>}*")
          .help(
              "The mechanisms of AUTH that may be offered and used; the others are taken out of the"
                  + " server's offer.")
          .extension()
          .byDefault("those of the server")
          .word("auth-mechanisms", "Mechanisms of AUTH")
          .arguments(MECHANISM)
          .removedBy("auth-mechanisms")
          .single()
          .sample("auth-mechanisms login plain")
          .variant("auth-mechanisms PLAIN", "auth-mechanisms plain")
          .readsAndWrites(
              in -> new AuthMechanisms(Set.copyOf(in.all(MECHANISM))),
              (line, out) ->
                  Matches.sorted(
                      line.names().stream().map(ParameterStatements::lower).toList(),
                      out.add("auth-mechanisms")));

  private static final Statement<ReplyCodes> REPLY_CODE =
      parameter(ReplyCodes.class, "reply-code <verb> {<code>}*")
          .help(
              "The codes below 400 with which the server can answer a verb, in place of those of"
                  + " RFC 5321; for servers with verbs or answers of their own.")
          .extension()
          .byDefault("the codes of RFC 5321 section 4.3.2")
          .word("reply-code", "Codes that can answer a verb")
          .arguments(VERB, CODE)
          .removedBy("reply-code [<verb>]")
          .single(ReplyCodes::verb)
          .sample("reply-code vrfy 250 251 252")
          .readsAndWrites(
              in -> new ReplyCodes(in.get(VERB), Set.copyOf(in.all(CODE))),
              (line, out) -> {
                out.add("reply-code", lower(line.verb()));
                line.codes().stream().sorted().forEach(out::add);
              });

  private static final Statement<LeastDataRate> DATA_RATE =
      parameter(LeastDataRate.class, "minimum-data-rate <octets>")
          .help(
              "A message that comes more slowly than so, after a minute's grace, ends its session."
                  + " Against clients that hold sessions open with one octet now and then.")
          .extension()
          .byDefault("none: the timeouts alone hold")
          .word("minimum-data-rate", "How fast a message has to come")
          .arguments(OCTETS)
          .removedBy("minimum-data-rate")
          .single()
          .sample("minimum-data-rate 100")
          .readsAndWrites(
              in -> new LeastDataRate(in.get(OCTETS)),
              (line, out) -> out.add("minimum-data-rate", line.octets()));

  private static final Statement<MapObserved> MONITOR =
      parameter(MapObserved.class, "monitor")
          .help(
              "The map only observes. No rule of it does anything, those of its shields included,"
                  + " and what the guard would refuse on its own account passes as far as a session"
                  + " can be followed then; it is recorded what would have been done. Framing is"
                  + " never merely observed, bare-newline and reply-code among it, nor are the order"
                  + " of commands and whose turn it is.")
          .extension()
          .byDefault("no monitor: rules do what they say")
          .word("monitor", "Record what would be done, and do nothing")
          .single()
          .sample("monitor")
          .readsAndWrites(in -> new MapObserved(), (line, out) -> out.add("monitor"));

  static final List<Statement<?>> ALL =
      List.of(
          PARAMETERS,
          SHIELD,
          MASK_BANNER,
          MAIL_RELAY,
          SPECIAL_CHARACTER,
          ALLOW_TLS,
          BARE_NEWLINE,
          AUTH,
          REPLY_CODE,
          DATA_RATE,
          MONITOR);

  private ParameterStatements() {}

  private static <T extends Setting> StatementBuilder<T> parameter(Class<T> type, String grammar) {
    return statement(Mode.MAP_PARAMETERS, type, grammar);
  }

  private static <T extends Setting> StatementBuilder<T> reaction(StatementBuilder<T> builder) {
    return builder
        .word("action", "What is done follows")
        .word(DROP, "Close both connections")
        .extensionWord("refuse", "Refuse the address, and go on")
        .word(LOG, "Write the device's log lines");
  }

  private static Reaction readReaction(Arguments in) {
    Action action =
        in.has(DROP)
            ? new Action.Drop()
            : in.has("refuse")
                ? new Action.Refuse(in.find(ReactionStatements.REPLY))
                : new Action.Log();
    return new Reaction(action, in.has(LOG));
  }

  private static void writeReaction(Reaction reaction, LinePrinter out) {
    out.add("action")
        .addIf(reaction.action() instanceof Action.Drop, DROP)
        .addIf(reaction.action() instanceof Action.Refuse, "refuse")
        .addIf(reaction.log(), LOG);
    if (reaction.action() instanceof Action.Refuse(ReplyText reply)) {
      ReactionStatements.write(reply, out);
    }
  }

  private static void writeTls(AllowTls line, LinePrinter out) {
    out.addIf(line.tls() == MapSettings.Tls.HIDE, "no")
        .add("allow-tls")
        .addIf(line.tls() == MapSettings.Tls.LOG, "action", LOG);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
