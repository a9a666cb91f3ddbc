package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.dialogue.Dialogue.Ending;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/**
 * The protocol log of Exchange 2007 and later: a line for each line of a conversation, in CSV, many
 * sessions mixed. Its fields are date-time, connector-id, session-id, sequence-number,
 * local-endpoint, remote-endpoint, event, data, context; the event is {@code +} for a connection,
 * {@code -} for its end, {@code >} for what Exchange says, {@code <} for what it hears and {@code
 * *} for a remark. It leaves out messages, so the end of one is put in where the next reply stands.
 */
final class ExchangeLog {
  private static final int FIELDS = 8;

  /** Sessions at once; what belongs to more is left out. */
  private static final int MOST_SESSIONS = 20_000;

  private final Lines text;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final List<Observation> seen = new ArrayList<>();
  private boolean receives;

  /** One connection. */
  private static final class Session {
    private final List<Line> lines = new ArrayList<>();
    private String name = "";
    private Ending ending = Ending.UNKNOWN;
    private boolean message;
  }

  private ExchangeLog(Lines text) {
    this.text = text;
  }

  static boolean is(Lines text) {
    return text.lines().stream()
        .limit(20)
        .anyMatch(line ->
            line.startsWith("#Fields: date-time,connector-id,session-id")
                || line.matches("[^,]*,[^,]*,[0-9A-F]{16},\\d+,[^,]*,[^,]*,[-+*<>],.*"));
  }

  static Source read(Lines text) {
    ExchangeLog log = new ExchangeLog(text);
    log.receives =
        text.lines().stream()
            .limit(20)
            .anyMatch(line -> line.startsWith("#Log-type: SMTP Receive"));
    for (int i = 0; i < text.lines().size(); i++) {
      String line = text.lines().get(i);
      if (!line.startsWith("#") && !line.isBlank()) {
        log.line(line, i);
      }
    }
    List<Dialogue> dialogues =
        log.sessions.values().stream()
            .filter(session -> !session.lines.isEmpty())
            .map(session ->
                new Dialogue(session.name, session.lines, session.ending, Line.NO_TIME, List.of()))
            .toList();
    return new Source(
        text.file(),
        Form.TRANSCRIPT,
        "Exchange protocol log, " + Source.count(dialogues.size(), "conversation"),
        dialogues,
        log.seen,
        text.notes());
  }

  private void line(String line, int index) {
    List<String> fields = fields(line);
    if (fields.size() < FIELDS
        || (sessions.size() == MOST_SESSIONS && !sessions.containsKey(fields.get(2)))) {
      return;
    }
    Session session = sessions.computeIfAbsent(fields.get(2), _ -> new Session());
    if (session.name.isEmpty()) {
      session.name = text.file() + ", session " + Printable.of(fields.get(2));
    }
    String data = fields.get(7);
    String context = fields.size() > FIELDS ? fields.get(8) : "";
    switch (fields.get(6)) {
      case "<", ">" -> said(session, fields.get(6).equals(">") != receives, data, index);
      case "-" -> {
        session.ending = context.contains("Reset") ? Ending.SERVER_RESET : Ending.CLOSED;
        remark("closed: " + context, index);
      }
      case "*" -> remark((data + " " + context).strip(), index);
      default -> {}
    }
  }

  private void said(Session session, boolean client, String data, int index) {
    if (!client && session.message) {
      session.lines.add(Line.of(Side.CLIENT, ".", text.where(index), 0, Line.NO_TIME));
      session.message = false;
    }
    Side side = client ? Side.CLIENT : Side.SERVER;
    // A reply of several lines is one field.
    for (String line : data.split("\n", -1)) {
      session.lines.add(Line.of(side, line, text.where(index), 0, Line.NO_TIME));
    }
    session.message |= !client && data.startsWith("354");
  }

  private void remark(String remark, int index) {
    if (!remark.isEmpty()) {
      String shown = Printable.of(remark);
      seen.add(new Observation(Kind.LOG, "", shown, text.where(index), ""));
      seen.add(new Observation(Kind.BOUNCE, "", shown, text.where(index), ""));
    }
  }

  /** RFC 4180, but a line is a record: Exchange writes CR LF of a reply as blanks or not at all. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
