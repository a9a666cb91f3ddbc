package org.mailguard.doctor.read.scene;

import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Exchange;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Message;
import org.mailguard.doctor.read.dialogue.Side;
import org.mailguard.doctor.read.scene.Scene.Said;
import org.mailguard.doctor.read.scene.Scene.Step;
import org.mailguard.doctor.read.sides.Difference;

/**
 * Draws a recorded conversation. Of messages only lines that were changed are shown, and
 * credentials never.
 */
public final class Scenes {
  private static final int LONGEST = 400;
  private static final int REPLY_LINES_SHOWN = 30;

  private final Conversation conversation;
  private final Changes changes;
  private final IdentityHashMap<Line, Exchange> commands = new IdentityHashMap<>();
  private final IdentityHashMap<Line, Exchange> replies = new IdentityHashMap<>();
  private final IdentityHashMap<Line, Boolean> content = new IdentityHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private int leftOut;
  private int quiet;

  private Scenes(Conversation conversation, Changes changes) {
    this.conversation = conversation;
    this.changes = changes;
    for (Message message : conversation.messages()) {
      message.lines().forEach(line -> content.put(line, true));
    }
    for (Exchange exchange : conversation.exchanges()) {
      exchange.reply().forEach(line -> replies.put(line, exchange));
      if (exchange.command() != null) {
        commands.put(exchange.command(), exchange);
      }
    }
  }

  /**
   * One conversation.
   *
   * @param differences from the record of the other side of a box; empty if there is none
   */
  public static Scene of(Conversation conversation, List<Difference> differences) {
    Scenes scenes = new Scenes(conversation, new Changes(differences));
    return scenes.draw();
  }

  private Scene draw() {
    List<Line> lines = conversation.dialogue().lines().subList(0, conversation.clear());
    int i = 0;
    while (i < lines.size()) {
      Line line = lines.get(i);
      Exchange reply = replies.get(line);
      if (content.containsKey(line)) {
        message(line);
        i++;
      } else if (reply != null) {
        i = reply(lines, i, reply);
      } else {
        step(line.side() == Side.CLIENT, List.of(said(line)), line);
        i++;
      }
    }
    rest();
    String ending = conversation.dialogue().ending().text();
    return new Scene(
        conversation.dialogue().name(),
        "client",
        "server",
        steps,
        conversation.isEncrypted() ? "what follows is under TLS; " + ending : ending,
        leftOut);
  }

  /** Lines of a reply that follow each other are one arrow. */
  private int reply(List<Line> lines, int start, Exchange reply) {
    List<Said> said = new ArrayList<>();
    int i = start;
    while (i < lines.size() && Objects.equals(replies.get(lines.get(i)), reply)) {
      if (said.size() < REPLY_LINES_SHOWN) {
        said.add(changes.of(lines.get(i), bounded(Printable.of(lines.get(i).text()))));
      }
      i++;
    }
    if (i - start > said.size()) {
      said.add(Said.of("(" + (i - start - said.size()) + " more lines)"));
    }
    step(false, said, lines.get(start));
    return i;
  }

  private Said said(Line line) {
    Exchange command = commands.get(line);
    if (command != null) {
      return changes.of(line, bounded(command.said()));
    }
    return line.side() == Side.CLIENT
        ? Said.of("(credentials)")
        : changes.of(line, bounded(Printable.of(line.text())));
  }

  private void message(Line line) {
    Said said = changes.of(line, bounded(Printable.of(line.text())));
    if (said.remark().isEmpty()) {
      quiet++;
    } else {
      step(true, List.of(said), line);
    }
  }

  private void rest() {
    if (quiet > 0) {
      int lines = quiet;
      quiet = 0;
      add(new Step(true, List.of(Said.of("(" + lines + " lines of the message)")), ""));
    }
  }

  private void step(boolean toRight, List<Said> said, Line at) {
    rest();
    add(new Step(toRight, said, at(at)));
  }

  private void add(Step step) {
    if (steps.size() < Scene.MOST_STEPS) {
      steps.add(step);
    } else {
      leftOut++;
    }
  }

  private static String bounded(String text) {
    return Printable.bounded(text, LONGEST);
  }

  /** The place without the file, which stands above the drawing, and the time of day. */
  private static String at(@Nullable Line line) {
    if (line == null) {
      return "";
    }
    String where = line.where();
    int packet = where.lastIndexOf(", packet ");
    String place =
        packet < 0
            ? "line " + where.substring(where.lastIndexOf(':') + 1)
            : where.substring(packet + 2);
    return line.time() == Line.NO_TIME ? place : place + ", " + timeOfDay(line.time());
  }

  private static String timeOfDay(long nanos) {
    String time =
        Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
            .toString();
    int end = Math.min(time.length() - 1, 23);
    return time.substring(11, end);
  }
}
