package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.Dialect.Said;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.dialogue.Dialogue.Ending;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;

/** Reads what a client has written down of its conversations, one after another. */
final class Transcript {
  private static final Pattern BEGINS =
      Pattern.compile("(=== |\\* |\\*   )?(Trying |Connected to |telnet ).*");
  private static final Pattern RESET =
      Pattern.compile(".*(Connection reset|reset by peer).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENDS =
      Pattern.compile(
          ".*(Connection closed|closed connection|closing connection|Timeout \\(\\d+ secs\\)|Operation timed out|timed out waiting|Closing connection|Connection timed out).*",
          Pattern.CASE_INSENSITIVE);

  /** Of a terminal: what the program says, and nobody typed. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(Trying |Connected to |Escape character is |Connection closed|Connected\\.|telnet |DEBUG|\\$ |# |read from |---|=== |\\*\\*\\* ).*");

  private final Lines text;
  private final Dialect dialect;
  private final List<Dialogue> dialogues = new ArrayList<>();
  private final List<Observation> seen = new ArrayList<>();
  private List<Line> lines = new ArrayList<>();
  private Ending ending = Ending.UNKNOWN;
  private boolean content;

  private Transcript(Lines text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  static Source read(Lines text, Dialect dialect) {
    Transcript transcript = new Transcript(text, dialect);
    for (int i = 0; i < text.lines().size(); i++) {
      transcript.line(text.lines().get(i), i);
    }
    transcript.close();
    return new Source(
        text.file(),
        Form.TRANSCRIPT,
        dialect.title() + ", " + Source.count(transcript.dialogues.size(), "conversation"),
        transcript.dialogues,
        transcript.seen,
        text.notes());
  }

  private void line(String line, int index) {
    Said said = dialect.read(line).orElse(null);
    boolean terminal = dialect == Dialect.TERMINAL;
    if (said != null && said.text().startsWith("Timeout (")) {
      said = null; // swaks says so in the server's column
    }
    if (terminal && content && said != null && !isAnswerOfMark(line)) {
      said = null; // a line of the message that begins with a number
    }
    if (said == null && terminal && !PROGRAM.matcher(line).matches()) {
      said = new Said(isCodeless(line) ? Side.SERVER : Side.CLIENT, line);
    }
    if (said == null) {
      note(line, index);
    } else {
      add(said, index);
    }
  }

  /** What a server has said, or a box in its place, and no code is left of it. */
  private boolean isCodeless(String line) {
    boolean starred = isAfterGreeting() && line.matches("[*20 ]{4,}");
    boolean alone = line.equals("OK") && !lines.isEmpty();
    return !content && (starred || (alone && lines.getLast().side() == Side.CLIENT));
  }

  /** After the dot the server's turn has come. */
  private boolean isAnswerOfMark(String line) {
    return !line.isEmpty() && !lines.isEmpty() && lines.getLast().text().equals(".");
  }

  private boolean isAfterGreeting() {
    return lines.size() < 4 && lines.stream().allMatch(it -> it.side() == Side.SERVER);
  }

  private void note(String line, int index) {
    if (BEGINS.matcher(line).matches() && !lines.isEmpty()) {
      close();
    }
    if (RESET.matcher(line).matches()) {
      ending = Ending.SERVER_RESET;
    } else if (ENDS.matcher(line).matches()) {
      ending = Ending.CLOSED;
    }
    if (!line.isBlank()) {
      String shown = Printable.of(line);
      seen.add(new Observation(Kind.LOG, "", shown, text.where(index), ""));
      seen.add(new Observation(Kind.BOUNCE, "", shown, text.where(index), ""));
    }
  }

  private void add(Said said, int index) {
    if (said.side() == Side.SERVER && said.text().startsWith("220") && isOver()) {
      close();
    }
    if (said.side() == Side.CLIENT && said.text().isEmpty() && lines.isEmpty()) {
      return;
    }
    lines.add(Line.of(said.side(), said.text(), text.where(index), 0, Line.NO_TIME));
    if (said.side() == Side.SERVER) {
      content = said.text().startsWith("354");
    } else if (said.text().equals(".")) {
      content = true;
    }
  }

  private boolean isOver() {
    return lines.stream()
        .anyMatch(it -> it.side() == Side.CLIENT && it.text().equalsIgnoreCase("QUIT"));
  }

  private void close() {
    if (!lines.isEmpty()) {
      dialogues.add(
          new Dialogue(
              text.file() + ", conversation " + (dialogues.size() + 1),
              lines,
              ending,
              Line.NO_TIME,
              List.of()));
    }
    lines = new ArrayList<>();
    ending = Ending.UNKNOWN;
    content = false;
  }
}
