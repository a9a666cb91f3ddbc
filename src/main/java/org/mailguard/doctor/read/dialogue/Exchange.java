package org.mailguard.doctor.read.dialogue;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * A command and its reply.
 *
 * @param verb in upper case; {@link #GREETING} for what the server says first, {@link #MARK} for
 *     the end of a message, {@link #UNASKED} for a reply to nothing
 * @param command null for those of a server that begins by itself
 * @param reply its lines, none if there was no answer
 * @param whole true if the last line of the reply was seen
 * @param tls true if it was said under TLS, and still is in the record
 */
public record Exchange(
    String verb, @Nullable Line command, List<Line> reply, boolean whole, boolean tls) {
  public static final String GREETING = "";
  public static final String MARK = ".";
  public static final String UNASKED = "?";

  public Exchange {
    reply = List.copyOf(reply);
  }

  /** 0 if there is none. */
  public int code() {
    String first = reply.isEmpty() ? "" : reply.getFirst().text();
    return first.matches("[2-5][0-9][0-9].*") ? Integer.parseInt(first.substring(0, 3)) : 0;
  }

  /** True for a code of 200 to 299. */
  public boolean isPositive() {
    return whole && code() / 100 == 2;
  }

  /** Printable, one line each. */
  public String text() {
    return reply.stream().map(line -> Printable.of(line.text())).collect(Collectors.joining("\n"));
  }

  /** What the client said, printable; credentials are left out. */
  public String said() {
    if (command == null) {
      return "";
    }
    return verb.equals("AUTH") ? withoutCredentials(command.text()) : Printable.of(command.text());
  }

  private static String withoutCredentials(String command) {
    String[] words = command.split(" ", 3);
    String mechanism = words.length > 1 ? " " + words[1] : "";
    return Printable.of(words[0] + mechanism + (words.length > 2 ? " (credentials)" : ""));
  }
}
