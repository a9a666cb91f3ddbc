package org.mailguard.doctor.ends;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Exchange;
import org.mailguard.doctor.read.dialogue.Side;
import org.mailguard.doctor.read.sides.Difference;
import org.mailguard.doctor.read.sides.Difference.Kind;
import org.mailguard.doctor.read.sides.Sides;

/**
 * What one trial shows of the path, as facts for the catalogue. Who made a reply is told by its
 * nonce. What the path refused in its own name it need not pass on; so a command or a message that
 * was refused so, and did not arrive, is a refusal and no loss.
 */
final class PathFacts {
  private static final Pattern NONCE = Pattern.compile("\\bmg-[0-9]+\\b");
  private static final Pattern MASK = Pattern.compile("X{3,}[A-Z]?( .*)?");
  private static final Pattern HELLO =
      Pattern.compile("(EHLO|HELO) [\\w.\\[\\]:-]*[a-z0-9\\]]", Pattern.CASE_INSENSITIVE);
  private static final Pattern REFUSAL = Pattern.compile("[45][0-9]{2}([ -].*)?");

  /** What a proxy may say itself without a promise that it cannot keep. */
  private static final Set<String> HARMLESS =
      Set.of("HELO", "MAIL", "RSET", "NOOP", "HELP", "VRFY", "EXPN");

  static final String NO_RECORD = "path-record";

  /** What also comes of a network that loses packets, once. */
  private static final Set<String> BREAKS = Set.of("path-lost", "path-held", NO_RECORD);

  /** Single octets that say something; a busy machine joins one or two with their neighbours. */
  private static final int SINGLES = 15;

  /** How many single octets are there for each that is left, if somebody puts them together. */
  private static final int FEW = 3;

  private final String where;
  private final String token;
  private final List<Observation> seen = new ArrayList<>();

  /** What the path has answered in its own name. */
  private final Set<String> answered = new HashSet<>();

  /** True if one of its answers refused a message. */
  private boolean refused;

  /**
   * Of one trial.
   *
   * @param where the name of the trial
   * @param token that is another in each trial, and is left out of what is shown
   */
  PathFacts(String where, String token) {
    this.where = where;
    this.token = token;
  }

  List<Observation> seen() {
    return List.copyOf(seen);
  }

  /** True if the connection broke off or stalled, or there is no record. */
  boolean isBroken() {
    return seen.stream().map(Observation::subject).anyMatch(BREAKS::contains);
  }

  /** False if the record could not be fetched. */
  boolean hasRecord() {
    return seen.stream().noneMatch(each -> each.subject().equals(NO_RECORD));
  }

  void add(String name, String text) {
    String shown = text.replace(token, "TOKEN").replace(token.toLowerCase(Locale.ROOT), "token");
    seen.add(Observation.fact(name, shown, where, ""));
  }

  /**
   * A refusal that ends the trial.
   *
   * @param said the command, or the last line of a message
   * @param reply its last line
   */
  void refused(String said, String reply) {
    if (NONCE.matcher(reply).find()) {
      add("path-lost", "the responder refuses what arrives there for\n" + said + "\n" + reply);
    }
  }

  /** What lies between the two records of a trial. */
  void compare(Tape own, Tape theirs) {
    Conversation here = TapeLines.of(own, "here", Side.CLIENT);
    Conversation there = TapeLines.of(theirs, "at the responder", Side.SERVER);
    Sides sides = Sides.between(here, there);
    if (!own.key().equals(theirs.key())) {
      // Whoever ends TLS takes STARTTLS for himself.
      answered.add("STARTTLS");
      add("path-tls", "key seen  " + orNone(own.key()) + "\nkey shown " + orNone(theirs.key()));
    }
    sides.differences().stream().filter(it -> !it.toServer()).forEach(this::back);
    sides.differences().stream().filter(Difference::toServer).forEach(this::there);
    offers(here, there);
    merged("to the responder", singles(own, true), singles(theirs, false));
    merged("from the responder", singles(theirs, true), singles(own, false));
  }

  private static long singles(Tape tape, boolean sent) {
    return tape.pieces().stream()
        .filter(it -> it.sent() == sent && it.octets().length() == 1)
        .count();
  }

  /**
   * A busy machine joins two pieces that come shortly after each other, and a network with small
   * segments divides some; so only what is much fewer counts.
   */
  private void merged(String direction, long sent, long arrived) {
    if (sent >= SINGLES && sent >= FEW * arrived) {
      add("path-merged", direction + ", what is sent in single octets arrives in whole lines");
    }
  }

  private static String orNone(String key) {
    return key.isEmpty() ? "none" : key;
  }

  private void there(Difference each) {
    boolean message = each.during().equals(Difference.MESSAGE) || isMark(each);
    switch (each.kind()) {
      case DELAYED -> add("path-held", shown(each, "sent", "arrived"));
      case SPLIT, MERGED -> {} // told by the pieces of the whole trial
      case CHANGED, LOST, ADDED -> {
        if (each.during().equals("QUIT") || isAnswered(each)) {
          return;
        }
        String name = message ? "path-content" : isRenamed(each) ? "path-name" : "path-command";
        add(name, shown(each, "sent", "arrived"));
      }
    }
  }

  /** Of a message that was refused, a line may look like a command here. */
  private boolean isAnswered(Difference each) {
    return (each.kind() == Kind.LOST && (refused || answered.contains(subject(each))))
        || (each.kind() == Kind.CHANGED && refused && subject(each).equals(Difference.MESSAGE));
  }

  /** A proxy that greets the server with a name of its own. */
  private static boolean isRenamed(Difference each) {
    return each.kind() == Kind.CHANGED
        && HELLO.matcher(each.before()).matches()
        && HELLO.matcher(each.after()).matches();
  }

  private static boolean isMark(Difference each) {
    return each.during().equals(Difference.MARK);
  }

  /** A message and its end are one thing to refuse. */
  private static String subject(Difference each) {
    return isMark(each) ? Difference.MESSAGE : each.during();
  }

  private void back(Difference each) {
    switch (each.kind()) {
      case DELAYED -> add("path-held", shown(each, "answered", "heard"));
      case SPLIT, MERGED -> {}
      case CHANGED, ADDED, LOST -> {
        if (each.during().equals(Difference.GREETING)) {
          add("path-greeting", each.after());
        } else if (each.during().equals("QUIT")) {
          add("path-quit", shown(each, "answered", "heard"));
        } else if (each.during().equals("EHLO")) {
          answered.add("EHLO"); // its lists are compared as a whole
        } else {
          reply(each);
        }
      }
    }
  }

  private void reply(Difference each) {
    String shown = shown(each, "answered", "heard");
    if (each.kind() == Kind.LOST) {
      add("path-reply-lost", shown);
    } else if (NONCE.matcher(each.after()).find()) {
      add("path-reply", shown);
    } else if (REFUSAL.matcher(each.after()).matches()) {
      answered.add(subject(each));
      refused |= subject(each).equals(Difference.MESSAGE);
      add("path-refuses", shown);
    } else {
      answered.add(subject(each));
      boolean harmless = HARMLESS.contains(each.during()) || each.after().startsWith("3");
      add(harmless ? "path-answers-itself" : "path-answers", shown);
    }
  }

  private static String shown(Difference each, String in, String out) {
    return "during "
        + each.during()
        + "\n"
        + padded(in)
        + (each.before().isEmpty() ? "(nothing)" : each.before())
        + "\n"
        + padded(out)
        + (each.after().isEmpty() ? "(nothing)" : each.after());
  }

  private static String padded(String word) {
    return (word + "         ").substring(0, 9);
  }

  /** The first list on each side; what is offered under TLS is compared line by line only. */
  private void offers(Conversation here, Conversation there) {
    Optional<Exchange> asked = here.exchange("EHLO");
    if (asked.isEmpty() || !asked.get().whole()) {
      return;
    }
    List<String> heard = texts(asked.get());
    if (!asked.get().isPositive()) {
      if (!NONCE.matcher(asked.get().text()).find()) {
        add("path-no-esmtp", Printable.of(asked.get().text()));
      }
      return;
    }
    if (heard.size() == 1 && there.exchange("EHLO").isEmpty()) {
      add("path-answers", "during EHLO\nanswered (nothing)\nheard    " + asked.get().text());
    }
    List<String> masked = heard.stream().filter(it -> MASK.matcher(it).matches()).toList();
    List<String> offered = RespondingSession.keywords(false);
    List<String> lost = offered.stream().filter(it -> !heard.contains(it)).toList();
    List<String> added =
        heard.stream()
            .skip(1)
            .filter(it -> !offered.contains(it) && !masked.contains(it) && !isNonce(it))
            .toList();
    if (!masked.isEmpty()) {
      add("path-mask", printable(masked));
    }
    if (lost.contains("STARTTLS")) {
      add("path-starttls-lost", "STARTTLS is offered, and does not come here");
    }
    if (!lost.isEmpty()) {
      add("path-keywords", "missing or changed: " + printable(lost));
    }
    if (!added.isEmpty()) {
      add("path-keywords-added", "added or changed: " + printable(added));
    }
  }

  private static boolean isNonce(String text) {
    return NONCE.matcher(text).find();
  }

  private static String printable(List<String> texts) {
    return Printable.of(String.join(", ", texts));
  }

  /** Behind the codes. */
  private static List<String> texts(Exchange ehlo) {
    return ehlo.reply().stream()
        .map(line -> line.text().substring(Math.min(4, line.text().length())))
        .toList();
  }
}
