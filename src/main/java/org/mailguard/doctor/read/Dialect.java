package org.mailguard.doctor.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.read.dialogue.Side;

/** How a program writes down who says what. */
enum Dialect {
  SWAKS(
      "swaks transcript",
      "^ ?(?:->|~>|\\*\\*>|\\*~>) ?(.*)$",
      "^<(?:- |~ |\\*\\*|~\\*|\\*~)[ ]{0,1}(.*)$"),
  LETTERS("transcript", "^\\s*(?:C|Client|client):\\s?(.*)$", "^\\s*(?:S|Server|server):\\s?(.*)$"),
  EXIM_DEBUG("Exim's debug output", "^\\s*SMTP>>?\\s(.*)$", "^\\s*SMTP<<\\s(.*)$"),
  SENDMAIL_VERBOSE("transcript of a client", "^>>> (.*)$", "^(?:<<< )?([2-5]\\d\\d[ -].*)$"),
  CURL("transcript of curl", "^> (.*)$", "^< (.*)$"),
  ARROWS("transcript", "^\\s*(?:-->|->|=>) ?(.*)$", "^\\s*(?:<--|<-|<=) ?(.*)$"),
  PYTHON(
      "transcript of Python's smtplib",
      "^send: b?['\"](.*?)(?:\\\\r\\\\n)?['\"]$",
      "^reply: b?['\"](.*?)(?:\\\\r\\\\n)?['\"]$"),
  PHP("transcript of PHPMailer", "^.*CLIENT -> SERVER: (.*)$", "^.*SERVER -> CLIENT: ?(.*)$"),
  /** A terminal: what has a code is the server's, everything else was typed. */
  TERMINAL("session of a terminal", null, "^([2-5]\\d\\d(?:[ -].*)?)$");

  private static final Pattern COMMAND =
      Pattern.compile("(?i)(EHLO|HELO|MAIL FROM:|RCPT TO:|STARTTLS|QUIT|DATA|X{4,}).*");
  private static final Pattern REPLY = Pattern.compile("[2-5]\\d\\d([ -].*)?");

  private final String title;
  private final @Nullable Pattern client;
  private final Pattern server;

  Dialect(String title, @Nullable String client, String server) {
    this.title = title;
    this.client = client == null ? null : Pattern.compile(client);
    this.server = Pattern.compile(server);
  }

  /** For people. */
  String title() {
    return title;
  }

  /**
   * One line, if it is of a side.
   *
   * @param side whose
   * @param text what was said
   */
  record Said(Side side, String text) {}

  Optional<Said> read(String line) {
    Matcher reply = server.matcher(line);
    if (reply.matches()) {
      return Optional.of(new Said(Side.SERVER, reply.group(1)));
    }
    if (client == null) {
      return Optional.empty();
    }
    Matcher command = client.matcher(line);
    return command.matches()
        ? Optional.of(new Said(Side.CLIENT, command.group(1)))
        : Optional.empty();
  }

  /** How many lines look like SMTP in this dialect; none if the client says nothing in it. */
  private long score(List<String> lines) {
    List<Said> said = lines.stream().flatMap(line -> read(line).stream()).toList();
    if (client != null && said.stream().allMatch(it -> it.side() == Side.SERVER)) {
      return 0;
    }
    return said.stream()
        .filter(it -> (it.side() == Side.SERVER ? REPLY : COMMAND).matcher(it.text()).matches())
        .count();
  }

  /** The one that reads most; a terminal needs a greeting or a reply behind a command. */
  static Optional<Dialect> of(List<String> lines) {
    Dialect best = null;
    long most = 1;
    for (Dialect each : values()) {
      long score = each == TERMINAL ? each.terminalScore(lines) : each.score(lines);
      if (score > most) {
        most = score;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private long terminalScore(List<String> lines) {
    boolean begins =
        lines.stream().anyMatch(line -> line.matches("220[ -].*|220|Escape character is .*"));
    boolean typed = lines.stream().anyMatch(line -> COMMAND.matcher(line).matches());
    return begins && typed ? score(lines) : begins && lines.size() < 20 ? score(lines) + 1 : 0;
  }
}
