package org.mailguard.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The link state tables that Exchange servers told each other with X-LINK2STATE, and how a table is
 * cut into commands.
 *
 * <p>The bound of 1024 octets for a command and its reply, which long tables use up, is that of
 * Knowledge Base article 812455. The words FIRST, NEXT and LAST before {@code CHUNK=} and eight
 * hexadecimal digits in braces are the shape that the shield against MS05-021 is tested with; that
 * the digits are the length of what follows is our reading. What a table says was never published,
 * so it is any text here; the replies' texts and the choice of 250 for more and 200 for the end are
 * ours.
 */
final class LinkState {
  /** The reply to the last chunk, with a table of the server's own. */
  static final String SERVERS_REPLY = "200 LAST CHUNK={0000000d} DONE_RESPONSE";

  /** What a client sends, long enough that it goes in three commands. */
  static final String CLIENTS_TABLE = "MULTI " + "link up, cost 1; ".repeat(140);

  private static final int LONGEST = 1024;
  private static final Pattern COMMAND =
      Pattern.compile(
          "X-LINK2STATE (FIRST|NEXT|LAST) CHUNK=\\{([0-9a-f]{8})} (.*)", Pattern.CASE_INSENSITIVE);

  private @Nullable StringBuilder open;
  private final List<String> tables = new ArrayList<>();

  /** The commands that carry a table: the first, what comes between, the last. */
  static List<String> commands(String table) {
    int room = LONGEST - "X-LINK2STATE FIRST CHUNK={00000000} \r\n".length();
    List<String> commands = new ArrayList<>();
    for (int from = 0; from == 0 || from < table.length(); from += room) {
      int to = Math.min(table.length(), from + room);
      String place = to == table.length() ? "LAST" : from == 0 ? "FIRST" : "NEXT";
      String chunk = table.substring(from, to);
      commands.add("X-LINK2STATE %s CHUNK={%08x} %s".formatted(place, chunk.length(), chunk));
    }
    return commands;
  }

  /** Takes a command line of a client, and returns the reply. */
  String heard(String line) {
    Matcher command = COMMAND.matcher(line);
    if (!command.matches()
        || Integer.parseUnsignedInt(command.group(2), 16) != command.group(3).length()) {
      return "501 5.5.4 Unrecognized parameter";
    }
    String place = command.group(1);
    boolean begins = place.equalsIgnoreCase("FIRST") || open == null;
    if (begins && place.equalsIgnoreCase("NEXT")) {
      return "503 5.5.2 FIRST CHUNK expected";
    }
    StringBuilder table = begins || open == null ? new StringBuilder() : open;
    table.append(command.group(3));
    if (!place.equalsIgnoreCase("LAST")) {
      open = table;
      return "250 " + table.length() + " octets, NEXT CHUNK expected";
    }
    open = null;
    tables.add(table.toString());
    return SERVERS_REPLY;
  }

  /** The tables that came whole since it was asked last. */
  List<String> takeTables() {
    List<String> taken = List.copyOf(tables);
    tables.clear();
    return taken;
  }
}
