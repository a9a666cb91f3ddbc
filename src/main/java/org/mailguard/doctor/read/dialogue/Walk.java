package org.mailguard.doctor.read.dialogue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a dialogue line by line.
 *
 * <p>It is no parser of SMTP but a reader of what may be broken: a reply may lack its codes (the
 * second line of a greeting that a PIX has starred does), commands may be runs of X, sides may be
 * out of step. So each line is taken for something in any case. Client lines are commands unless a
 * 354, a 334 or a BDAT says otherwise; replies belong to the oldest command without one (RFC 2920).
 * After the 220 to STARTTLS a line that begins like a TLS record ends the walk; a transcript of a
 * client that shows what it says under TLS goes on.
 */
final class Walk {
  private static final Pattern LAST = Pattern.compile("[2-5][0-9][0-9]( .*)?");
  private static final Pattern NOT_LAST = Pattern.compile("[2-5][0-9][0-9]-.*");
  private static final Pattern BARE_OK = Pattern.compile("OK|ok");

  private final Dialogue dialogue;
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<Conversation.Open> messages = new ArrayList<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final List<Line> reply = new ArrayList<>();
  private Reading reading = Reading.COMMANDS;
  private boolean tls;
  private long chunk;
  private Conversation.@Nullable Open message;

  private record Pending(String verb, Line command) {}

  /** What the client's next line is. */
  private enum Reading {
    COMMANDS,
    CONTENT,
    CHUNK,
    CREDENTIALS
  }

  Walk(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  Conversation walk() {
    List<Line> lines = dialogue.lines();
    int clear = lines.size();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (tls && line.text().startsWith("\u0016\u0003")) {
        clear = i;
        break;
      }
      switch (line.side()) {
        case CLIENT -> client(line);
        case SERVER -> server(line);
      }
    }
    if (!reply.isEmpty()) {
      answered(false);
    }
    pending.forEach(
        it -> exchanges.add(new Exchange(it.verb(), it.command(), List.of(), false, tls)));
    return new Conversation(
        dialogue, exchanges, messages.stream().map(Conversation.Open::close).toList(), clear);
  }

  private void client(Line line) {
    switch (reading) {
      case COMMANDS -> command(line);
      case CONTENT -> content(line);
      case CHUNK -> chunk(line);
      case CREDENTIALS -> {
        pending.addLast(new Pending("AUTH", credentials(line)));
        reading = Reading.COMMANDS;
      }
    }
  }

  private static Line credentials(Line line) {
    return new Line(
        line.side(),
        "AUTH (credentials)",
        line.end(),
        line.where(),
        line.time(),
        line.segments(),
        line.missing());
  }

  private void command(Line line) {
    if (line.text().isEmpty() && pending.isEmpty() && exchanges.isEmpty()) {
      return;
    }
    String verb = verb(line.text());
    pending.addLast(new Pending(verb, line));
    if (verb.equals("BDAT")) {
      chunk = size(line.text());
      if (message == null && chunk > 0) {
        message = open();
      }
      if (chunk > 0) {
        reading = Reading.CHUNK;
      }
      if (line.text().toUpperCase(Locale.ROOT).contains(" LAST")) {
        message = null;
      }
    }
  }

  private Conversation.Open open() {
    Conversation.Open opened = new Conversation.Open();
    messages.add(opened);
    return opened;
  }

  /** Of an absurd size nothing is left to read, so it does not matter which number stands here. */
  private static long size(String bdat) {
    String[] words = bdat.strip().split(" +", -1);
    return words.length > 1 && words[1].matches("[0-9]{1,15}") ? Long.parseLong(words[1]) : 0;
  }

  static String verb(String command) {
    String text = command.strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  private void content(Line line) {
    if (line.text().equals(".") && line.isEnded() && message != null) {
      message.end(line);
      pending.addLast(new Pending(Exchange.MARK, line));
      reading = Reading.COMMANDS;
    } else if (message != null) {
      message.add(line);
    }
  }

  private void chunk(Line line) {
    if (!messages.isEmpty()) {
      messages.getLast().add(line);
    }
    chunk -= line.octets().length() + line.missing();
    if (chunk <= 0) {
      reading = Reading.COMMANDS;
    }
  }

  private void server(Line line) {
    reply.add(line);
    String text = line.text();
    boolean complete =
        LAST.matcher(text).matches()
            || (reply.size() == 1 && !pending.isEmpty() && BARE_OK.matcher(text).matches());
    if (complete && !NOT_LAST.matcher(text).matches()) {
      answered(true);
    }
  }

  private void answered(boolean whole) {
    if (reply.getFirst().text().startsWith("221")) {
      passOverToQuit();
    }
    Pending asked = pending.pollFirst();
    String verb =
        asked != null ? asked.verb() : exchanges.isEmpty() ? Exchange.GREETING : Exchange.UNASKED;
    // A server that says 421 or starts late is heard before anything is asked.
    boolean greeting = exchanges.isEmpty() && asked != null && isGreeting();
    if (greeting) {
      pending.addFirst(asked);
      verb = Exchange.GREETING;
    }
    Exchange exchange =
        new Exchange(verb, greeting || asked == null ? null : asked.command(), reply, whole, tls);
    reply.clear();
    exchanges.add(exchange);
    if (!greeting) {
      consequences(exchange);
    }
  }

  /**
   * A client that has no answer to its message gives up and says QUIT; the 221 is for that, though
   * older commands wait.
   */
  private void passOverToQuit() {
    while (pending.stream().skip(1).anyMatch(it -> it.verb().equals("QUIT"))) {
      Pending passed = pending.removeFirst();
      exchanges.add(new Exchange(passed.verb(), passed.command(), List.of(), false, tls));
    }
  }

  /** A client that talks too early has asked before the greeting comes. */
  private boolean isGreeting() {
    return reply.getFirst().text().startsWith("220");
  }

  private void consequences(Exchange exchange) {
    int code = exchange.code();
    switch (exchange.verb()) {
      case "DATA" -> {
        if (code == 354) {
          message = open();
          reading = Reading.CONTENT;
        }
      }
      case Exchange.MARK -> {
        if (message != null) {
          message.answer(exchange);
          message = null;
        }
      }
      case "AUTH" -> {
        if (code == 334) {
          reading = Reading.CREDENTIALS;
        }
      }
      case "STARTTLS" -> tls |= code == 220;
      default -> {}
    }
  }
}
