package org.mailguard.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mailguard.policy.Policy;

/**
 * A dialogue as text, the specification of what the guard does.
 *
 * <pre>
 *   # a comment; every file says why it exists
 *   policy default              default, framing, p51, p51-strict-greeting; first line of the dialogue
 *   C   EHLO a.example          the client sends this line; unless lines with &gt; follow, the server gets it and those before it as they are
 *   S   250-x | 250 SIZE 1      the server sends these lines; likewise for the client
 *   &gt;S  EHLO a.example          what the server gets
 *   &gt;C  502 5.5.1 ...           what the client gets
 *   -                           in place of what is got: nothing
 *   note MG-5-750103            this id is recorded; an id that is recorded and not written down fails
 *   connected, unreachable TEXT, client closes, client lost, server closes, expire, expire stalled, stop, stop now
 *   server closed, server aborted, closed    what the session does with its connections
 * </pre>
 *
 * Lines are sent with CR LF; {@code \c} at the end leaves it out. {@code \r \n \0 \t \\ \xNN} are
 * octets; {@code {c*n}} is n times c.
 */
record Transcript(String name, Policy policy, List<Entry> entries) {

  enum Kind {
    CLIENT,
    SERVER,
    TO_SERVER,
    TO_CLIENT,
    NOTE,
    EVENT,
    STATE
  }

  /** {@code octets}, a char each, for what is sent or got, else {@code word}. */
  record Entry(int line, Kind kind, String octets, String word) {}

  static Transcript parse(String name, String text) {
    Policy policy = Policy.MAILGUARD_DEFAULT;
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (String raw : text.split("\n", -1)) {
      number++;
      String line = raw.stripTrailing();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" +", 2);
      String rest = words.length > 1 ? words[1] : "";
      if (words[0].equals("policy") || words[0].equals("limit")) {
        policy = TranscriptPolicies.apply(policy, words[0], rest);
      } else {
        entries.add(entry(name, number, words[0], rest, line));
      }
    }
    return new Transcript(name, policy, entries);
  }

  private static Entry entry(String name, int number, String first, String rest, String line) {
    return switch (first) {
      case "C" -> new Entry(number, Kind.CLIENT, octets(rest), "");
      case "S" -> new Entry(number, Kind.SERVER, octets(rest), "");
      case ">S" -> new Entry(number, Kind.TO_SERVER, octets(rest), "");
      case ">C" -> new Entry(number, Kind.TO_CLIENT, octets(rest), "");
      case "note" -> new Entry(number, Kind.NOTE, "", rest);
      default -> word(name, number, line);
    };
  }

  private static Entry word(String name, int number, String line) {
    if (line.equals("closed") || line.equals("server closed") || line.equals("server aborted")) {
      return new Entry(number, Kind.STATE, "", line);
    }
    if (line.matches(
        "connected|unreachable .*|client closes|client lost|server closes|expire|expire stalled|stop|stop now")) {
      return new Entry(number, Kind.EVENT, "", line);
    }
    throw new IllegalArgumentException(name + " line " + number + ": what is \"" + line + "\"?");
  }

  /** The octets of a line of text; {@code -} alone is none. */
  private static String octets(String text) {
    if (text.equals("-")) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    for (String line : text.split(" \\| ", -1)) {
      boolean open = line.endsWith("\\c");
      out.append(unescape(open ? line.substring(0, line.length() - 2) : line))
          .append(open ? "" : "\r\n");
    }
    return out.toString();
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && text.startsWith("*", i + 2) && text.indexOf('}', i) > 0) {
        int end = text.indexOf('}', i);
        out.repeat(text.charAt(i + 1), Integer.parseInt(text, i + 3, end, 10));
        i = end;
      } else if (c != '\\') {
        out.append(utf8(c));
      } else {
        c = text.charAt(++i);
        switch (c) {
          case 'r' -> out.append('\r');
          case 'n' -> out.append('\n');
          case 't' -> out.append('\t');
          case '0' -> out.append('\0');
          case 'x' -> {
            out.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
            i += 2;
          }
          default -> out.append(c);
        }
      }
    }
    return out.toString();
  }

  private static String utf8(char c) {
    return c < 0x80
        ? String.valueOf(c)
        : new String(
            String.valueOf(c).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
