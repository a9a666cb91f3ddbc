package org.mailguard.doctor.read.dialogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.catalogue.MaskedKeyword;

/** What a recorded conversation shows, as the catalogue reads it: what was said, and the facts. */
public final class DialogueFacts {
  /** Of X that stand where a verb was quoted. */
  private static final Pattern CROSSES = Pattern.compile("(?<![A-Za-z0-9])X{3,}(?![a-z0-9])");

  private static final Pattern CROSSED_COMMAND = Pattern.compile("X{3,}( .*)?");
  private static final Pattern BLANK_NOOP = Pattern.compile("NOOP {3,}");
  private static final Pattern OK = Pattern.compile("(250 )?(2\\.0\\.0 )?[Oo][Kk]\\.?");

  /** A command is answered at once, or its sender is left waiting: RFC 5321 section 4.5.3.2. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Conversation conversation;
  private final List<Observation> seen = new ArrayList<>();

  private DialogueFacts(Conversation conversation) {
    this.conversation = conversation;
  }

  /** In the order in which they happened, as far as that is known. */
  public static List<Observation> of(Conversation conversation) {
    DialogueFacts all = new DialogueFacts(conversation);
    conversation.exchanges().forEach(all::said);
    all.ehlo();
    all.commands();
    all.greeting();
    all.handshake();
    all.seen.addAll(MessageFacts.of(conversation));
    all.seen.addAll(conversation.dialogue().network());
    return List.copyOf(all.seen);
  }

  private void said(Exchange exchange) {
    if (exchange.reply().isEmpty()) {
      unanswered(exchange);
      return;
    }
    String text = exchange.text();
    if (exchange.verb().equals(Exchange.GREETING)) {
      add(Kind.GREETING, "", text, exchange);
      if (!exchange.whole()) {
        fact("greeting-without-end", text, exchange);
      }
      return;
    }
    if (exchange.verb().equals("EHLO") && exchange.code() == 250) {
      add(Kind.EHLO, "", text, exchange);
    }
    add(Kind.REPLY, exchange.verb(), text, exchange);
    overwritten(exchange);
  }

  /** The server quotes what it got. */
  private void overwritten(Exchange exchange) {
    String text = exchange.text();
    if (exchange.code() >= 500
        && !exchange.said().contains("XXX")
        && CROSSES.matcher(text).find()) {
      fact("verb-overwritten", exchange.said() + "\n" + text, exchange);
    }
  }

  private void unanswered(Exchange exchange) {
    Line command = exchange.command();
    if (command == null
        || exchange.verb().equals("QUIT")
        || exchange.verb().equals(Exchange.MARK)
        || !isLeftWaiting(command)) {
      return;
    }
    String waited = waited(command);
    boolean pieces = command.segments().count() > 2;
    fact(
        pieces ? "command-in-pieces-unanswered" : "command-unanswered",
        exchange.said() + "\n(no reply" + waited + "; " + ending() + ")",
        exchange);
  }

  private boolean isLeftWaiting(Line command) {
    boolean ended = conversation.dialogue().ending() != Dialogue.Ending.UNKNOWN;
    long last = conversation.dialogue().lastTime();
    return ended
        || (last != Line.NO_TIME
            && command.time() != Line.NO_TIME
            && last - command.time() >= PATIENCE.toNanos());
  }

  /** {@code " in 12.3 s"}, or empty where times are not known. */
  String waited(Line since) {
    return waited(conversation.dialogue(), since);
  }

  static String waited(Dialogue dialogue, Line since) {
    long last = dialogue.lastTime();
    return last == Line.NO_TIME || since.time() == Line.NO_TIME
        ? ""
        : String.format(Locale.ROOT, " in %.1f s", (last - since.time()) / 1e9);
  }

  private String ending() {
    return conversation.dialogue().ending().text();
  }

  private void ehlo() {
    Exchange ehlo = conversation.exchange("EHLO").orElse(null);
    if (ehlo == null) {
      return;
    }
    String text = ehlo.text();
    boolean greeted =
        conversation.exchanges().stream()
            .anyMatch(it -> it.verb().equals("HELO") && it.isPositive());
    if (ehlo.code() >= 500 && ehlo.code() != 554 && greeted) {
      fact("ehlo-refused", ehlo.said() + "\n" + text, ehlo);
    }
    if (ehlo.whole() && ehlo.reply().size() == 1 && OK.matcher(text).matches()) {
      fact("ehlo-said-ok", ehlo.said() + "\n" + text, ehlo);
      conversation.exchanges().stream()
          .filter(it -> it.verb().equals("MAIL") && it.code() == 503)
          .findFirst()
          .ifPresent(it -> fact("never-greeted", it.said() + "\n" + it.text(), it));
    }
    masks(ehlo);
  }

  private void masks(Exchange ehlo) {
    Set<String> offered = keywords(ehlo);
    List<MaskedKeyword> masks =
        ehlo.reply().stream()
            .skip(1)
            .flatMap(line -> MaskedKeyword.read(line.text(), offered).stream())
            .toList();
    String words = masks.stream().map(MaskedKeyword::describe).collect(Collectors.joining("; "));
    String said = ehlo.text() + "\n(" + words + ")";
    if (!masks.isEmpty()) {
      fact("keyword-masked", said, ehlo);
    }
    if (masks.stream().anyMatch(mask -> first(mask).equals("STARTTLS"))) {
      fact("starttls-masked", said, ehlo);
    }
    if (offered.contains("STARTTLS")) {
      fact("starttls-passes", ehlo.text(), ehlo);
    }
  }

  private static String first(MaskedKeyword mask) {
    return mask.guesses().isEmpty() ? "" : mask.guesses().getFirst();
  }

  /** In upper case, without their arguments. */
  static Set<String> keywords(Exchange ehlo) {
    Set<String> keywords = new TreeSet<>();
    for (Line line : ehlo.reply().subList(Math.min(1, ehlo.reply().size()), ehlo.reply().size())) {
      String text = line.text();
      if (text.length() > 4) {
        keywords.add(text.substring(4).split("[ =]", 2)[0].toUpperCase(Locale.ROOT));
      }
    }
    return keywords;
  }

  /** What reached the server, if the record was made there. */
  private void commands() {
    for (Exchange exchange : conversation.exchanges()) {
      Line command = exchange.command();
      if (command == null || exchange.verb().equals(Exchange.MARK)) {
        continue;
      }
      if (CROSSED_COMMAND.matcher(command.text()).matches()) {
        fact("command-overwritten", exchange.said() + "\n" + exchange.text(), exchange);
      }
      if (BLANK_NOOP.matcher(command.text()).matches()) {
        fact("command-made-noop", exchange.said() + "|\n" + exchange.text(), exchange);
      }
      if (command.end().equals("\n") && command.segments().count() < 3) {
        fact("command-bare-line-feed", exchange.said() + "\\n", exchange);
      }
      if (command.segments().count() > 2 && exchange.code() / 100 == 5) {
        fact(
            "command-in-pieces-refused",
            exchange.said() + "\n(" + command.segments().count() + " segments)\n" + exchange.text(),
            exchange);
      }
    }
  }

  private void greeting() {
    List<Line> lines = conversation.dialogue().lines();
    boolean server = lines.stream().anyMatch(line -> line.side() == Side.SERVER);
    if (server || lines.isEmpty()) {
      return;
    }
    Line first = lines.getFirst();
    if (isLeftWaiting(first)) {
      seen.add(
          Observation.fact(
              "greeting-missing",
              "(the server says nothing" + waited(first) + "; " + ending() + ")",
              first.where(),
              when(first.time())));
    }
  }

  /** After the 220 to STARTTLS the client begins, and the server goes on in TLS as well. */
  private void handshake() {
    Exchange starttls = conversation.exchange("STARTTLS").orElse(null);
    if (starttls == null || starttls.code() != 220 || !conversation.isEncrypted()) {
      return;
    }
    List<Line> rest =
        conversation
            .dialogue()
            .lines()
            .subList(conversation.clear(), conversation.dialogue().lines().size());
    boolean answered = rest.stream().anyMatch(line -> line.side() == Side.SERVER);
    if (!answered && isLeftWaiting(rest.getFirst())) {
      Line hello = rest.getFirst();
      seen.add(
          Observation.fact(
              "handshake-unanswered",
              "STARTTLS\n"
                  + starttls.text()
                  + "\n(the client's TLS hello has no answer"
                  + waited(hello)
                  + "; "
                  + ending()
                  + ")",
              hello.where(),
              when(hello.time())));
    }
  }

  private void add(Kind kind, String subject, String text, Exchange exchange) {
    Line at = exchange.reply().isEmpty() ? exchange.command() : exchange.reply().getFirst();
    seen.add(new Observation(kind, subject, text, where(exchange), when(at)));
  }

  private void fact(String name, String text, Exchange exchange) {
    add(Kind.FACT, name, text, exchange);
  }

  static String where(Exchange exchange) {
    Line at = exchange.reply().isEmpty() ? exchange.command() : exchange.reply().getFirst();
    String place = at == null ? "" : at.where();
    return switch (exchange.verb()) {
      case Exchange.GREETING -> place + ", greeting";
      case Exchange.UNASKED -> place + ", reply to nothing";
      case Exchange.MARK -> place + ", reply to the end of the message";
      default ->
          place
              + (exchange.reply().isEmpty() ? ", " : ", reply to ")
              + Printable.bounded(exchange.said(), 60);
    };
  }

  private static String when(@Nullable Line line) {
    return line == null ? "" : when(line.time());
  }

  /** An instant of RFC 3339, or empty. */
  static String when(long nanos) {
    return nanos == Line.NO_TIME
        ? ""
        : Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
            .toString();
  }
}
