package org.mailguard.doctor.read.sides;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Exchange;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;
import org.mailguard.doctor.read.sides.Difference.Kind;

/** One conversation, recorded on the client's side of a box and on the server's. */
final class Comparison {
  /** What comes so much later than the fastest line in its direction was held back. */
  private static final long HELD_BACK = 1_000_000_000L;

  private static final int SHOWN = 200;

  /** Of what is equal, before the place at which two long lines part. */
  private static final int BEFORE = 40;

  private final Conversation clientSide;
  private final Conversation serverSide;
  private final List<Difference> differences = new ArrayList<>();
  private final List<Observation> seen = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Comparison(Conversation clientSide, Conversation serverSide) {
    this.clientSide = clientSide;
    this.serverSide = serverSide;
  }

  List<Difference> differences() {
    return differences;
  }

  List<Observation> seen() {
    return seen;
  }

  List<String> notes() {
    return notes;
  }

  void run() {
    direction(Side.CLIENT, clientSide, serverSide);
    direction(Side.SERVER, serverSide, clientSide);
    keywords();
    if (clientSide.isEncrypted() != serverSide.isEncrypted()) {
      add(
          "sides-tls-on-one",
          "only on the " + (clientSide.isEncrypted() ? "client's" : "server's") + " side",
          clientSide.dialogue().name());
    } else if (clientSide.isEncrypted()) {
      notes.add(
          "What follows STARTTLS in "
              + clientSide.dialogue().name()
              + " is under TLS on both sides; only that it is there can be compared.");
    }
    if (hasHoles(clientSide) || hasHoles(serverSide)) {
      notes.add(
          "Octets of "
              + clientSide.dialogue().name()
              + " were not captured on one side, and may look lost or added.");
    }
  }

  private static boolean hasHoles(Conversation conversation) {
    return conversation.dialogue().lines().stream().anyMatch(line -> line.missing() > 0);
  }

  private void direction(Side side, Conversation from, Conversation to) {
    Labels in = new Labels(from);
    Labels out = new Labels(to);
    Alignment alignment = new Alignment(from.lines(side), to.lines(side));
    List<Alignment.Aligned> aligned = alignment.align();
    if (alignment.isTooLong()) {
      notes.add(
          "What the "
              + side.word()
              + " says in "
              + from.dialogue().name()
              + " differs in too many lines to find each one's place.");
    }
    long fastest =
        aligned.stream()
            .flatMap(each -> Clock.delay(each).stream())
            .min(Comparator.naturalOrder())
            .orElse(0L);
    Alignment.Aligned before = new Alignment.Aligned(null, null);
    for (Alignment.Aligned each : aligned) {
      if (!each.isEqual()) {
        edited(side, each, in, out);
      } else {
        moved(side, each, fastest, in);
        segments(side, before, each, in);
      }
      before = each;
    }
  }

  private void edited(Side side, Alignment.Aligned each, Labels in, Labels out) {
    Line from = each.in();
    Line to = each.out();
    Kind kind = from == null ? Kind.ADDED : to == null ? Kind.LOST : Kind.CHANGED;
    String label = from != null ? in.of(from) : to != null ? out.of(to) : "";
    differ(kind, side, label, from, to);
    int start = from == null || to == null ? 0 : window(from.text(), to.text());
    // Half an end mark is none: its CR LF may be what was kept.
    boolean gone = to == null || (from != null && !from.end().isEmpty() && to.end().isEmpty());
    String name = fact(kind, side, label, gone);
    add(
        name,
        label
            + "\n- "
            + (from == null ? "(nothing)" : shown(from, label, start))
            + "\n+ "
            + (to == null ? "(nothing)" : shown(to, label, start)),
        from != null ? from.where() : to != null ? to.where() : "");
  }

  private static String fact(Kind kind, Side side, String label, boolean gone) {
    if (label.equals(Difference.MESSAGE)) {
      return "sides-message-changed";
    }
    if (side == Side.SERVER && label.equals(Difference.GREETING)) {
      return "sides-greeting-changed";
    }
    if (label.equals(Difference.MARK) && gone) {
      return side == Side.CLIENT ? "sides-end-mark-lost" : "sides-answer-lost";
    }
    return (side == Side.CLIENT ? "sides-command-" : "sides-reply-") + kind.word();
  }

  private void moved(Side side, Alignment.Aligned each, long fastest, Labels in) {
    Line from = each.in();
    Line to = each.out();
    for (long delay : Clock.delay(each)) {
      if (delay - fastest >= HELD_BACK && from != null && to != null) {
        String label = in.of(from);
        differ(Kind.DELAYED, side, label, from, to);
        add(
            "sides-delayed",
            String.format(
                Locale.ROOT,
                "%s: %s\n(%.1f s later than others)",
                label,
                shown(from, label, 0),
                (delay - fastest) / 1e9),
            to.where());
      }
    }
  }

  /** Of a message only its end matters: a relay may divide the rest as it likes. */
  private void segments(Side side, Alignment.Aligned before, Alignment.Aligned each, Labels in) {
    Line from = each.in();
    Line to = each.out();
    if (from == null || to == null || in.of(from).equals(Difference.MESSAGE)) {
      return;
    }
    String label = in.of(from);
    int divided = Integer.compare(to.segments().count(), from.segments().count());
    if (divided != 0) {
      differ(divided > 0 ? Kind.SPLIT : Kind.MERGED, side, label, from, to);
    }
    Line fromBefore = before.in();
    Line toBefore = before.out();
    if (fromBefore != null
        && toBefore != null
        && fromBefore.segments().last() != from.segments().first()
        && toBefore.segments().last() == to.segments().first()
        && to.segments().last() != 0) {
      differ(Kind.MERGED, side, label, from, to);
    }
  }

  private void keywords() {
    Exchange shown = clientSide.exchange("EHLO").orElse(null);
    Exchange offered = serverSide.exchange("EHLO").orElse(null);
    if (shown == null || offered == null || !shown.isPositive() || !offered.isPositive()) {
      return;
    }
    Set<String> lost = new TreeSet<>(words(offered));
    lost.removeAll(words(shown));
    if (!lost.isEmpty()) {
      add(
          lost.contains("STARTTLS") ? "sides-starttls-lost" : "sides-keywords-lost",
          "the server offers " + String.join(", ", lost) + "; the client does not see it",
          shown.reply().getFirst().where());
    }
  }

  private static Set<String> words(Exchange ehlo) {
    Set<String> words = new TreeSet<>();
    for (String line : ehlo.text().lines().skip(1).toList()) {
      if (line.length() > 4) {
        words.add(line.substring(4).split("[ =]", 2)[0].toUpperCase(Locale.ROOT));
      }
    }
    return words;
  }

  private void differ(Kind kind, Side side, String label, @Nullable Line from, @Nullable Line to) {
    int start = from == null || to == null ? 0 : window(from.text(), to.text());
    differences.add(
        new Difference(
            kind,
            side == Side.CLIENT,
            label,
            from == null ? "" : shown(from, label, start),
            to == null ? "" : shown(to, label, start),
            new Difference.Where(from == null ? "" : from.where(), to == null ? "" : to.where())));
  }

  /** Where to begin, so that of two long lines the place is shown at which they part. */
  private static int window(String from, String to) {
    int parted = Arrays.mismatch(from.toCharArray(), to.toCharArray());
    return parted < SHOWN - BEFORE ? 0 : parted - BEFORE;
  }

  private static String shown(Line line, String label, int start) {
    if (label.equals("AUTH") && line.side() == Side.CLIENT) {
      return "(credentials)";
    }
    String end =
        line.end().equals("\r\n") ? "" : line.end().isEmpty() ? " (without an end)" : line.end();
    String shown = Printable.bounded(Printable.of(line.text().substring(start) + end), SHOWN);
    return start == 0 ? shown : "(from octet " + start + ") " + shown;
  }

  private void add(String name, String text, String where) {
    seen.add(Observation.fact(name, text, where, ""));
  }
}
