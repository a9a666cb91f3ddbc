package org.mailguard.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.trace.Dialogue.Entry;
import org.mailguard.trace.Dialogue.Header;
import org.mailguard.trace.Dialogue.Kind;

/**
 * Reads a dialogue. Its first line that is played decides what the others are: with a mark ({@code
 * C}, {@code S}) every line needs one, without a mark every line is the client's. All problems are
 * reported, and nothing is played of a text that has one.
 */
public final class DialogueParser {
  /** The text of a dialogue, in characters. */
  public static final int MAX_TEXT = 1 << 20;

  /** Its lines; so this also bounds the steps of a trace. */
  public static final int MAX_LINES = 10_000;

  /** What it stands for, in octets. */
  public static final int MAX_OCTETS = 16 << 20;

  private static final String MARKS =
      "C, S, >S, >C, note, =, #, an event or a state (docs/reference/trace.md)";
  private static final Set<String> HEADERS =
      Set.of("policy", "limit", "config", "peer", "listen", "time");
  private static final Pattern EVENT =
      Pattern.compile(
          "connected|unreachable .+|client closes|client lost|client slow|server closes|expire|expire stalled"
              + "|stop|stop now|clear");
  private static final Set<String> STATES = Set.of("closed", "server closed", "server aborted");

  /** What the first line was like. */
  private enum Style {
    UNKNOWN,
    MARKED,
    PLAIN
  }

  private final Complaints complaints = new Complaints();
  private final List<Header> headers = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final StringBuilder content = new StringBuilder();
  private Style style = Style.UNKNOWN;
  private int contentLine;
  private boolean behindData;
  private long octets;

  private DialogueParser() {}

  /** {@code name} is that of the file, for messages. */
  public static DialogueResult parse(String name, String text) {
    DialogueParser parser = new DialogueParser();
    parser.read(text);
    return parser.complaints.all().isEmpty()
        ? new DialogueResult.Read(new Dialogue(name, parser.headers, parser.entries))
        : new DialogueResult.Broken(name, parser.complaints.all());
  }

  private void read(String text) {
    if (text.length() > MAX_TEXT) {
      complaints.add(1, "too long", "a dialogue of at most " + MAX_TEXT + " characters");
      return;
    }
    List<String> lines = text.lines().toList();
    if (lines.size() > MAX_LINES) {
      complaints.onLine(MAX_LINES + 1, "");
      complaints.add(1, "too many lines", "a dialogue of at most " + MAX_LINES + " lines");
      return;
    }
    for (int i = 0; i < lines.size() && !complaints.areMany() && octets <= MAX_OCTETS; i++) {
      complaints.onLine(i + 1, lines.get(i));
      line(i + 1, lines.get(i));
    }
    if (octets > MAX_OCTETS) {
      complaints.add(1, "too much", "a dialogue that stands for at most " + MAX_OCTETS + " octets");
    } else if (contentLine > 0) {
      complaints.onLine(lines.size(), lines.getLast());
      complaints.add(
          lines.getLast().length() + 1,
          "the content that begins in line " + contentLine + " has no end",
          "a line that is a dot alone");
    } else if (entries.isEmpty() && complaints.all().isEmpty()) {
      complaints.add(1, "nothing is said in this dialogue", "lines of a client");
    }
  }

  private void line(int number, String raw) {
    String line = raw.stripTrailing();
    if (contentLine > 0) {
      contentLine(raw);
      return;
    }
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int blank = line.indexOf(' ');
    String word = blank < 0 ? line : line.substring(0, blank);
    String rest = blank < 0 ? "" : line.substring(blank).stripLeading();
    int column = line.length() - rest.length() + 1;
    switch (word) {
      case "C", "S", ">S", ">C" -> marked(number, word, rest, column);
      case "=" -> {
        Assertion.parse(rest, column, complaints);
        add(number, Kind.ASSERTION, "", rest);
      }
      case "note" -> {
        if (!ExpectedNote.parse(rest).isKnown()) {
          complaints.add(column, "there is no such id", "an id that mailguard explain lists");
        }
        add(number, Kind.NOTE, "", rest);
      }
      default -> {
        if (STATES.contains(line)) {
          add(number, Kind.STATE, "", line);
        } else if (EVENT.matcher(line).matches()) {
          add(number, Kind.EVENT, "", line);
        } else if (HEADERS.contains(word)) {
          header(number, word, rest, column, line);
        } else {
          unmarked(number, raw);
        }
      }
    }
  }

  private void header(int number, String word, String value, int column, String line) {
    if (!entries.isEmpty()) {
      complaints.add(1, word + " stands too late", "settings before the first line that is played");
    } else if (value.isEmpty()) {
      complaints.add(column, word + " says nothing", "a value behind " + word);
    } else {
      headers.add(new Header(number, column, word, value, line));
    }
  }

  private void marked(int number, String word, String rest, int column) {
    boolean expectation = word.startsWith(">");
    if (style == Style.PLAIN && !expectation) {
      complaints.add(
          1,
          "the lines before this one have no mark, so " + word + " is no command",
          "a command of the client; or C before each of its lines");
      return;
    }
    style = style == Style.UNKNOWN && !expectation ? Style.MARKED : style;
    String sent = EscapedText.lines(rest, column, complaints);
    Kind kind =
        switch (word) {
          case "C" -> Kind.CLIENT;
          case "S" -> Kind.SERVER;
          case ">S" -> Kind.TO_SERVER;
          default -> Kind.TO_CLIENT;
        };
    if (kind == Kind.CLIENT) {
      behindData = sent.equalsIgnoreCase("DATA\r\n");
    }
    add(number, kind, sent, "");
  }

  private void unmarked(int number, String raw) {
    if (style == Style.MARKED) {
      if (behindData) {
        behindData = false;
        contentLine = number;
        contentLine(raw);
      } else {
        complaints.add(1, "a line without a mark", MARKS);
      }
      return;
    }
    if (style == Style.UNKNOWN && !isCommand(raw)) {
      complaints.add(
          1,
          "neither a mark nor a command",
          MARKS + "; or a command of SMTP, then every line is the client's");
      return;
    }
    style = Style.PLAIN;
    String sent = EscapedText.line(raw.stripTrailing(), 1, complaints);
    add(number, Kind.CLIENT, sent, "");
    if (sent.equalsIgnoreCase("DATA\r\n")) {
      contentLine = number + 1;
    }
  }

  private static boolean isCommand(String line) {
    byte[] octets = line.strip().getBytes(StandardCharsets.UTF_8);
    return octets.length > 0
        && CommandParser.parse(octets, octets.length) instanceof Command command
        && command.verb() != null;
  }

  private void contentLine(String raw) {
    String sent = EscapedText.line(raw, 1, complaints);
    octets += sent.length();
    content.append(sent);
    if (raw.equals(".")) {
      entries.add(new Entry(contentLine, Kind.CONTENT, content.toString(), ""));
      content.setLength(0);
      contentLine = 0;
    }
  }

  private void add(int number, Kind kind, String sent, String word) {
    octets += sent.length();
    entries.add(new Entry(number, kind, sent, word));
  }
}
