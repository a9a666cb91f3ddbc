package org.mailguard.doctor.read.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dialogue taken apart.
 *
 * @param exchanges in the order of the replies; those without a reply last
 * @param messages in order
 * @param clear how many of the dialogue's lines could be read; what follows is under TLS
 */
public record Conversation(
    Dialogue dialogue, List<Exchange> exchanges, List<Message> messages, int clear) {
  public Conversation {
    exchanges = List.copyOf(exchanges);
    messages = List.copyOf(messages);
  }

  /** The first with this verb. */
  public Optional<Exchange> exchange(String verb) {
    return exchanges.stream().filter(it -> it.verb().equals(verb)).findFirst();
  }

  /** The lines of one side that could be read. */
  public List<Line> lines(Side side) {
    return dialogue.lines().subList(0, clear).stream().filter(it -> it.side() == side).toList();
  }

  /** True if the rest is under TLS. */
  public boolean isEncrypted() {
    return clear < dialogue.lines().size();
  }

  /** Takes a dialogue apart. */
  public static Conversation of(Dialogue dialogue) {
    return new Walk(dialogue).walk();
  }

  /** True if this may be SMTP at all: a server's code first, or a client's greeting. */
  public static boolean isSmtp(List<Line> lines) {
    for (Line line : lines.subList(0, Math.min(lines.size(), 20))) {
      String text = line.text();
      if (line.side() == Side.SERVER
          ? text.matches("(220|421|4[25]\\d|5[25]4)([ *-].*)?")
          : text.matches("(?i)(EHLO|HELO|MAIL FROM:).*")) {
        return true;
      }
    }
    return false;
  }

  /** A message that is still open. */
  static final class Open {
    private final List<Line> lines = new ArrayList<>();
    private @Nullable Line mark;
    private @Nullable Exchange answer;

    void add(Line line) {
      lines.add(line);
    }

    void end(Line with) {
      mark = with;
    }

    void answer(Exchange with) {
      answer = with;
    }

    Message close() {
      return new Message(lines, mark, answer);
    }
  }
}
