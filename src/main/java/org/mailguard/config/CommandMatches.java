package org.mailguard.config;

import static org.mailguard.config.Matches.EXPRESSION;
import static org.mailguard.config.Matches.NUMBER;
import static org.mailguard.config.Matches.expressions;
import static org.mailguard.config.Matches.match;
import static org.mailguard.config.Matches.sorted;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.policy.Criterion.CommandArgument;
import org.mailguard.policy.Criterion.CommandLineLength;
import org.mailguard.policy.Criterion.CommandVerb;
import org.mailguard.policy.Criterion.EhloKeyword;
import org.mailguard.policy.Criterion.HeloForm;
import org.mailguard.policy.Criterion.HeloLength;
import org.mailguard.policy.Criterion.HeloRegex;
import org.mailguard.policy.Criterion.MessageCount;
import org.mailguard.policy.Criterion.Rate;
import org.mailguard.policy.Criterion.VerbCount;

/** Rules on connections, commands and the reply to EHLO. */
final class CommandMatches {
  private static final Argument<String> VERB =
      new Argument<>(
          "verb",
          MapKinds.VERB,
          "A word of the device (auth, data, ehlo, etrn, helo, help, mail, noop, quit, rcpt, rset,"
              + " saml, soml, vrfy) or, by extension, any other");
  private static final Argument<String> KEYWORD =
      new Argument<>(
          "keyword",
          MapKinds.EHLO_KEYWORD,
          "A word of the device (8bitmime, auth, binaryname for BINARYMIME, checkpoint, dsn, ecode"
              + " for ENHANCEDSTATUSCODES, etrn, pipelining, size, vrfy) or, by extension, any"
              + " other keyword");

  private static final Map<String, Duration> TIMES = new LinkedHashMap<>();

  static {
    TIMES.put("second", Duration.ofSeconds(1));
    TIMES.put("minute", Duration.ofMinutes(1));
    TIMES.put("hour", Duration.ofHours(1));
    TIMES.put("day", Duration.ofDays(1));
  }

  private static final Statement<Match> RATE =
      match(
              Rate.class,
              "{connection|message|recipient} rate gt <number>"
                  + " per {second|minute|hour|day} by {address|prefix|class}")
          .help(
              "What comes more often than so, counted over all sessions. Connections are counted"
                  + " when they come, messages at MAIL, recipients at RCPT.")
          .extension()
          .word("connection", "Connections")
          .word("message", "Messages")
          .word("recipient", "Recipients")
          .word("rate", "How many within a time")
          .word("gt", "More than")
          .word("per", "A time follows")
          .word("second", "Within a second")
          .word("minute", "Within a minute")
          .word("hour", "Within an hour")
          .word("day", "Within a day")
          .word("by", "Whose are counted together")
          .word("address", "Those of one address")
          .word("prefix", "Those of one IPv4 /24 or IPv6 /64")
          .word("class", "Those of all clients of the class")
          .arguments(NUMBER)
          .sample("connection rate gt 30 per minute by address")
          .sample("message rate gt 5 per second by prefix")
          .sample("recipient rate gt 1000 per hour by class")
          .sample("not recipient rate gt 10000 per day by class")
          .readsAndWrites(
              CommandMatches::readRate,
              (rate, out) ->
                  out.add(word(rate.counted()), "rate gt", rate.above())
                      .add("per", time(rate.per()), "by", word(rate.by())));

  private static final Statement<Match> MESSAGES =
      match(MessageCount.class, "message count gt <number>")
          .help("MAIL commands of one connection.")
          .extension()
          .word("message", "Messages")
          .word("count", "How many in one connection")
          .above("message count", MessageCount::new, MessageCount::above);

  private static final Statement<Match> LINE_LENGTH =
      match(CommandLineLength.class, "cmd line length gt <number>")
          .help("A command line, in octets with its line end. 512 is what RFC 5321 lets it have.")
          .ofDevice()
          .word("cmd", "Commands")
          .word("line", "The whole line")
          .word("length", "Its octets")
          .above("cmd line length", CommandLineLength::new, CommandLineLength::above);

  private static final Statement<Match> VERBS =
      match(CommandVerb.class, "cmd verb {others|<verb>}*")
          .help(
              "The verb of a command. With mask or rate-limit below it the device's ways of hiding"
                  + " a verb; allow lets one pass that the guard would refuse.")
          .ofDevice()
          .word("cmd", "Commands")
          .word("verb", "Its first word")
          .extensionWord("others", "Every verb that the guard does not know")
          .arguments(VERB)
          .sample("cmd verb etrn vrfy")
          .sample("not cmd verb data ehlo mail quit rcpt")
          .sample("cmd verb bdat xyzzy others")
          .variant("cmd verb VRFY expn", "cmd verb expn vrfy")
          .readsAndWrites(
              in -> new CommandVerb(Set.copyOf(in.all(VERB)), in.has("others")),
              (verbs, out) -> {
                sorted(lower(verbs.verbs()), out.add("cmd verb"));
                out.addIf(verbs.others(), "others");
              });

  private static final Statement<Match> VERB_COUNT =
      match(VerbCount.class, "cmd verb-count <verb> gt <number>")
          .help("How often a verb came in one session.")
          .extension()
          .word("cmd", "Commands")
          .word("verb-count", "One verb, counted")
          .word("gt", "More than")
          .arguments(VERB, NUMBER)
          .sample("cmd verb-count noop gt 20")
          .sample("not cmd verb-count rset gt 5")
          .readsAndWrites(
              in -> new VerbCount(in.get(VERB), in.get(NUMBER)),
              (count, out) -> out.add("cmd verb-count", lower(count.verb()), "gt", count.above()));

  private static final Statement<Match> ARGUMENT =
      match(CommandArgument.class, "cmd argument <verb> regex " + EXPRESSION)
          .help("What stands behind a verb, as the client wrote it.")
          .extension()
          .word("cmd", "Commands")
          .word("argument", "What stands behind a verb")
          .word("regex", "An expression that is searched for")
          .arguments(VERB)
          .expression()
          .sample("cmd argument mail regex odd-parameters")
          .sample("not cmd argument vrfy regex class lists")
          .readsAndWrites(
              in -> new CommandArgument(in.get(VERB), expressions(in)),
              (argument, out) ->
                  out.add("cmd argument", lower(argument.verb()))
                      .add("regex", argument.regex().name()));

  private static final Statement<Match> HELO_LENGTH =
      match(HeloLength.class, "helo length gt <number>")
          .help("The name behind HELO or EHLO, in octets.")
          .extension()
          .word("helo", "The name behind HELO or EHLO")
          .word("length", "Its octets")
          .above("helo length", HeloLength::new, HeloLength::above);

  private static final Statement<Match> HELO_REGEX =
      match(HeloRegex.class, "helo regex " + EXPRESSION)
          .help("The name behind HELO or EHLO.")
          .extension()
          .word("helo", "The name behind HELO or EHLO")
          .found("helo regex", HeloRegex::new, HeloRegex::regex);

  private static final Statement<Match> HELO_FORM =
      match(HeloForm.class, "helo form {literal|bare-address|single-label|odd}*")
          .help("The form of the name behind HELO or EHLO; one of several is enough.")
          .extension()
          .word("helo", "The name behind HELO or EHLO")
          .word("form", "What it looks like")
          .word("literal", "An address in brackets")
          .word("bare-address", "An IPv4 address without brackets")
          .word("single-label", "A name without a dot")
          .word("odd", "Underscores, or a label that begins or ends with a hyphen")
          .sample("helo form bare-address literal")
          .sample("not helo form odd single-label")
          .readsAndWrites(
              in -> new HeloForm(MapWords.chosen(HeloForm.Form.class, MapWords::of, in)),
              (form, out) ->
                  sorted(form.forms().stream().map(MapWords::of).toList(), out.add("helo form")));

  private static final Statement<Match> EHLO =
      match(EhloKeyword.class, "ehlo-reply-parameter {others|<keyword>}*")
          .help(
              "Keywords of the server's reply to EHLO. With mask below it they are taken away, and"
                  + " with them what belongs to the extension.")
          .ofDevice()
          .word("ehlo-reply-parameter", "Keywords of the server's reply to EHLO")
          .word("others", "Every keyword that the device has no word for")
          .arguments(KEYWORD)
          .sample("ehlo-reply-parameter others")
          .sample("ehlo-reply-parameter chunking starttls")
          .sample("not ehlo-reply-parameter 8bitmime binaryname checkpoint dsn ecode size others")
          .variant(
              "ehlo-reply-parameter ENHANCEDSTATUSCODES AUTH", "ehlo-reply-parameter auth ecode")
          .readsAndWrites(
              in -> new EhloKeyword(Set.copyOf(in.all(KEYWORD)), in.has("others")),
              (keywords, out) -> {
                sorted(
                    keywords.keywords().stream().map(MapKinds::printKeyword).toList(),
                    out.add("ehlo-reply-parameter"));
                out.addIf(keywords.others(), "others");
              });

  static final List<Statement<?>> ALL =
      List.of(
          RATE,
          MESSAGES,
          LINE_LENGTH,
          VERBS,
          VERB_COUNT,
          ARGUMENT,
          HELO_LENGTH,
          HELO_REGEX,
          HELO_FORM,
          EHLO);

  private CommandMatches() {}

  private static Rate readRate(Arguments in) {
    Rate.Counted counted =
        in.has("connection")
            ? Rate.Counted.CONNECTION
            : in.has("message") ? Rate.Counted.MESSAGE : Rate.Counted.RECIPIENT;
    Rate.Key by =
        in.has("address") ? Rate.Key.ADDRESS : in.has("prefix") ? Rate.Key.PREFIX : Rate.Key.CLASS;
    for (Map.Entry<String, Duration> time : TIMES.entrySet()) {
      if (in.has(time.getKey())) {
        return new Rate(counted, in.get(NUMBER), time.getValue(), by);
      }
    }
    throw new IllegalStateException("the grammar lets the time be missing");
  }

  private static String time(Duration per) {
    for (Map.Entry<String, Duration> time : TIMES.entrySet()) {
      if (time.getValue().equals(per)) {
        return time.getKey();
      }
    }
    throw new IllegalStateException("no word for " + per);
  }

  private static String word(Enum<?> constant) {
    return lower(constant.name());
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static List<String> lower(Set<String> words) {
    return words.stream().map(CommandMatches::lower).toList();
  }
}
