package org.mailguard.doctor.read.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Printable;

/**
 * What happens to messages: an end mark without an answer, and whether it came in one segment or in
 * several, connections that end in the middle, lines that something has overwritten.
 */
final class MessageFacts {
  /** Of what boxes are known to fall over: a header line of more, RFC 5322 section 2.1.1. */
  private static final int LONG_LINE = 998;

  /** The default map of the ASA does not let a longer file name through. */
  private static final int LONG_NAME = 255;

  private static final Pattern CROSSED = Pattern.compile("X{8,}");
  private static final Pattern NAME = Pattern.compile("(?i)\\b(?:file)?name=\"?([^\";]+)");

  private final Conversation conversation;
  private final List<Observation> seen = new ArrayList<>();

  private MessageFacts(Conversation conversation) {
    this.conversation = conversation;
  }

  static List<Observation> of(Conversation conversation) {
    MessageFacts all = new MessageFacts(conversation);
    for (Message message : conversation.messages()) {
      if (message.mark() == null) {
        all.cut(message);
      } else if (message.answer() == null) {
        all.unanswered(message, message.mark());
      }
      all.content(message);
    }
    return all.seen;
  }

  private boolean isOver() {
    return conversation.dialogue().ending() != Dialogue.Ending.UNKNOWN;
  }

  private void unanswered(Message message, Line mark) {
    long last = conversation.dialogue().lastTime();
    boolean waited =
        last != Line.NO_TIME
            && mark.time() != Line.NO_TIME
            && last - mark.time() >= DialogueFacts.PATIENCE.toNanos();
    if (!isOver() && !waited) {
      return;
    }
    boolean split = isSplit(message, mark);
    String how =
        split
            ? "the end mark came in several segments: " + pieces(message, mark)
            : "the end mark came in one segment";
    fact(
        split ? "end-mark-split-unanswered" : "end-mark-unanswered",
        ".\n("
            + how
            + "; no reply"
            + DialogueFacts.waited(conversation.dialogue(), mark)
            + "; "
            + conversation.dialogue().ending().text()
            + ")",
        mark);
  }

  /** True if the five octets CR LF . CR LF do not lie in one segment. */
  private static boolean isSplit(Message message, Line mark) {
    Line.Segments own = mark.segments();
    boolean divided = own.count() > 1;
    if (message.lines().isEmpty()) {
      return divided;
    }
    Line.Segments before = message.lines().getLast().segments();
    return divided || before.last() != own.first() || before.beforeLast() != before.last();
  }

  /** {@code CR | LF . CR LF}. */
  private static String pieces(Message message, Line mark) {
    Line.Segments own = mark.segments();
    StringBuilder shown = new StringBuilder();
    if (!message.lines().isEmpty()) {
      Line.Segments before = message.lines().getLast().segments();
      shown.append("CR");
      shown.append(before.beforeLast() == before.last() ? " " : " | ").append("LF");
      shown.append(before.last() == own.first() ? " " : " | ");
    }
    shown.append(".").append(own.first() == own.beforeLast() ? " " : " | ").append("CR");
    return shown.append(own.beforeLast() == own.last() ? " " : " | ").append("LF").toString();
  }

  /** The connection has ended before the message did. */
  private void cut(Message message) {
    if (!isOver() || message.lines().isEmpty() || message.hasHoles() || isChunked()) {
      return;
    }
    Line last = message.lines().getLast();
    String how =
        "\n("
            + message.lines().size()
            + " lines of the message, and then "
            + conversation.dialogue().ending().text()
            + ")";
    fact("message-cut", shown(last) + how, last);
    boolean header = true;
    for (Line line : message.lines()) {
      header &= !line.text().isEmpty();
      if (header && line.text().length() > LONG_LINE) {
        fact(
            "message-cut-long-header",
            shown(line) + "\n(a header line of " + line.text().length() + " octets)" + how,
            line);
      }
      if (hasLongName(line.text())) {
        fact("message-cut-long-name", shown(line) + how, line);
      }
    }
  }

  private boolean isChunked() {
    return conversation.exchange("BDAT").isPresent();
  }

  private static boolean hasLongName(String line) {
    return line.length() > LONG_NAME
        && NAME.matcher(line).results().anyMatch(it -> it.group(1).length() >= LONG_NAME);
  }

  private void content(Message message) {
    int bare = 0;
    int crossed = 0;
    for (Line line : message.lines()) {
      if (line.end().equals("\n") && bare++ == 0) {
        fact("bare-line-feed-sent", Printable.bounded(shown(line), 80) + "\\n", line);
      }
      if (CROSSED.matcher(line.text()).matches() && crossed++ == 0) {
        fact("content-overwritten", shown(line), line);
      }
    }
  }

  private static String shown(Line line) {
    return Printable.bounded(Printable.of(line.text()), 200);
  }

  private void fact(String name, String text, Line at) {
    seen.add(
        Observation.fact(
            name,
            text,
            at.where() + ", " + at.side().word() + " in the message",
            DialogueFacts.when(at.time())));
  }
}
