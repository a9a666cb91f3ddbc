package org.mailguard.doctor.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.read.capture.Capture;
import org.mailguard.doctor.read.capture.CaptureException;
import org.mailguard.doctor.read.capture.Connection;
import org.mailguard.doctor.read.capture.Endpoint;
import org.mailguard.doctor.read.capture.Repeat;
import org.mailguard.doctor.read.capture.Stream;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** The SMTP conversations of a packet capture, on whatever port they are. */
final class CaptureReader {
  private static final Set<Integer> MAIL = Set.of(25, 465, 587, 2525);
  private static final int MOST_REPEATS_SHOWN = 10;

  private final String file;

  private CaptureReader(String file) {
    this.file = file;
  }

  /**
   * Reads to the end.
   *
   * @param file its name, for people
   * @throws CaptureException if it is no capture
   */
  static Source read(String file, InputStream in) throws IOException, CaptureException {
    Capture capture = Capture.read(in);
    CaptureReader reader = new CaptureReader(file);
    List<String> notes = new ArrayList<>(capture.notes());
    List<Dialogue> dialogues = new ArrayList<>();
    List<Observation> seen = new ArrayList<>();
    int others = 0;
    for (Connection connection : capture.connections()) {
      Dialogue dialogue = reader.dialogue(connection);
      if (Conversation.isSmtp(dialogue.lines())) {
        dialogues.add(dialogue);
      } else if (reader.isMail(connection)) {
        seen.addAll(reader.failed(connection, dialogue));
        if (dialogue.lines().stream().anyMatch(line -> line.text().startsWith("\u0016\u0003"))) {
          notes.add(dialogue.name() + " is under TLS from its first octet.");
        }
      } else {
        others++;
      }
    }
    if (others > 0) {
      notes.add(others + " of the connections are not SMTP.");
    }
    String what =
        "packet capture, "
            + Source.count(capture.packets(), "packet")
            + ", "
            + Source.count(dialogues.size(), "SMTP conversation");
    return new Source(file, Form.CAPTURE, what, dialogues, seen, notes);
  }

  private boolean isMail(Connection connection) {
    return MAIL.contains(server(connection).port());
  }

  private static Endpoint client(Connection connection) {
    Endpoint opener = connection.opener();
    if (opener != null) {
      return opener;
    }
    // Without the SYN: the server says 220 or its port is known; else the lower port is a server's.
    Endpoint one = connection.one();
    Endpoint other = connection.other();
    boolean oneIsServer =
        MAIL.contains(one.port()) || (!MAIL.contains(other.port()) && one.port() < other.port());
    return oneIsServer ? other : one;
  }

  private static Endpoint server(Connection connection) {
    Endpoint client = client(connection);
    return client.equals(connection.one()) ? connection.other() : connection.one();
  }

  private Dialogue dialogue(Connection connection) {
    Endpoint client = client(connection);
    Endpoint server = server(connection);
    LongFunction<String> where = packet -> file + ", packet " + packet;
    List<Line> lines = new ArrayList<>();
    lines.addAll(StreamLines.of(connection.from(client).chunks(), Side.CLIENT, where));
    lines.addAll(StreamLines.of(connection.from(server).chunks(), Side.SERVER, where));
    lines.sort(Comparator.comparingLong(line -> line.segments().last()));
    return new Dialogue(
        file + ", " + client + " -> " + server,
        lines,
        ending(connection, client),
        connection.lastTime(),
        network(connection, client));
  }

  private static Dialogue.Ending ending(Connection connection, Endpoint client) {
    if (!connection.resets().isEmpty()) {
      return connection.resets().getFirst().from().equals(client)
          ? Dialogue.Ending.CLIENT_RESET
          : Dialogue.Ending.SERVER_RESET;
    }
    return connection.isClosed() ? Dialogue.Ending.CLOSED : Dialogue.Ending.UNKNOWN;
  }

  private List<Observation> network(Connection connection, Endpoint client) {
    List<Observation> seen = new ArrayList<>();
    for (Endpoint from : List.of(connection.one(), connection.other())) {
      Stream stream = connection.from(from);
      Side side = from.equals(client) ? Side.CLIENT : Side.SERVER;
      repeats(stream, side).forEach(seen::add);
    }
    for (Connection.Reset reset : connection.resets()) {
      if (reset.isForeign()) {
        seen.add(
            Observation.fact(
                "reset-of-another",
                "RST from "
                    + reset.from()
                    + " with a time to live of "
                    + reset.hops()
                    + ", its packets before had "
                    + reset.usual(),
                file + ", packet " + reset.packet(),
                Times.shown(reset.time())));
      }
    }
    return seen;
  }

  private List<Observation> repeats(Stream stream, Side side) {
    List<Observation> seen = new ArrayList<>();
    long end = stream.chunks().isEmpty() ? 0 : stream.chunks().getLast().offset();
    for (Repeat repeat : stream.repeats()) {
      if (seen.size() == MOST_REPEATS_SHOWN) {
        break;
      }
      String where = file + ", packet " + repeat.packet();
      String what = side.word() + " sends " + Source.count(repeat.length(), "octet") + " again";
      String when = Times.shown(repeat.time());
      boolean last = repeat.offset() + repeat.length() >= end;
      seen.add(Observation.fact("retransmission", what, where, when));
      if (last) {
        seen.add(
            Observation.fact(
                side == Side.CLIENT ? "last-command-repeated" : "last-reply-repeated",
                what + ", the last that it has said",
                where,
                when));
      }
      if (repeat.differs()) {
        seen.add(Observation.fact("repeated-otherwise", what + ", and otherwise", where, when));
      }
    }
    return seen;
  }

  /** A connection to a mail port that came to nothing. */
  private List<Observation> failed(Connection connection, Dialogue dialogue) {
    String where = file + ", packet " + connection.firstPacket();
    String when = Times.shown(connection.firstTime());
    String name = dialogue.name().substring(file.length() + 2);
    if (!connection.isAccepted() && connection.openings() > 0) {
      boolean refused = !connection.resets().isEmpty();
      return List.of(
          Observation.fact(
              refused ? "connection-refused" : "connection-unanswered",
              name
                  + ": SYN sent "
                  + (connection.openings() == 1 ? "once" : connection.openings() + " times")
                  + (refused ? ", and reset" : ", and no answer"),
              where,
              when));
    }
    double seconds = (connection.lastTime() - connection.firstTime()) / 1e9;
    boolean silent =
        connection.from(server(connection)).isEmpty()
            && connection.from(client(connection)).isEmpty();
    return silent && connection.openings() > 0 && seconds >= 5
        ? List.of(
            Observation.fact(
                "greeting-missing",
                String.format(
                    Locale.ROOT,
                    "%s: connected, and nothing said in %.1f s; %s",
                    name,
                    seconds,
                    dialogue.ending().text()),
                where,
                when))
        : List.of();
  }
}
