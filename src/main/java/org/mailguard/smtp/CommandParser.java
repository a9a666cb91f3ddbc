package org.mailguard.smtp;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.SyntaxError.Kind;

/**
 * One line of a client becomes a {@link Command} or a {@link SyntaxError}. No state: what may
 * follow what is the session's business.
 *
 * <p>The grammar is that of the RFCs, octet by octet. Three liberties are taken, since honest
 * senders need them and {@link SmtpWriter} undoes them: letters in any case, spaces behind the
 * colon of {@code MAIL FROM:} and {@code RCPT TO:}, blanks at the end of the line. Every other
 * liberty that some server takes is a way to be understood differently (reference: threats C-09 to
 * C-14).
 */
public final class CommandParser {
  private static final String CHUNK_SIZE = "a chunk size of 1 to 20 digits, at most 2^63-1";
  private static final String NUMBER = "a number of 1 to 20 digits, at most 2^63-1";
  private static final String NODE = "a domain, @ and a domain, or # and the name of a queue";

  /** At the end of VRFY and EXPN. */
  private static final String SMTPUTF8 = " SMTPUTF8";

  private CommandParser() {}

  /**
   * Parses the first {@code length} octets of {@code line}: a line without its CRLF, free of CR, LF
   * and NUL. An answer to a SASL challenge is no command and does not belong here.
   */
  public static ParseResult parse(byte[] line, int length) {
    int end = length;
    while (end > 0 && Ascii.isBlank(line[end - 1])) {
      end--;
    }
    Cursor cursor = new Cursor(line, end);
    while (Ascii.isGraphic(cursor.peek())) {
      cursor.advance();
    }
    boolean isWord = cursor.atEnd() || cursor.peek() == ' ';
    if (cursor.position() == 0 || !isWord) {
      cursor.fail("a verb at the start of the line");
      return cursor.error();
    }
    cursor.judgeAs(Kind.ARGUMENT);
    Verb verb = cursor.verbSince(0);
    if (verb == Verb.X_LINK2STATE && !cursor.atEnd()) {
      // What is in a chunk is counted by its sender, blanks at the end of the line with it.
      cursor.extendTo(length);
    }
    Command command = verb == null ? unknown(cursor) : command(verb, cursor);
    return command != null && cursor.expectEnd() ? command : cursor.error();
  }

  /** The command whose verb has just been passed, as far as its grammar goes. */
  private static @Nullable Command command(Verb verb, Cursor cursor) {
    return switch (verb) {
      case HELO -> greeting(cursor, Command.Helo::new);
      case EHLO -> greeting(cursor, Command.Ehlo::new);
      case MAIL -> mail(cursor);
      case RCPT -> rcpt(cursor);
      case DATA -> new Command.Data();
      case BDAT -> bdat(cursor);
      case RSET -> new Command.Rset();
      case NOOP -> text(cursor, Command.Noop::new);
      case QUIT -> new Command.Quit();
      case VRFY, EXPN -> query(verb, cursor);
      case HELP -> text(cursor, Command.Help::new);
      case ETRN -> etrn(cursor);
      case STARTTLS -> new Command.StartTls();
      case AUTH -> AuthParser.auth(cursor);
      case X_LINK2STATE -> text(cursor, Command.XLink2State::new);
      case X_EXPS -> AuthParser.xExps(cursor);
      case XEXCH50 -> xExch50(cursor);
      case X_ANONYMOUSTLS -> new Command.XAnonymousTls();
      case SEND, SOML, SAML -> send(verb, cursor);
      case TURN, VERB, ONEX, DEBUG, WIZ, KILL, XCLIENT, XFORWARD ->
          text(cursor, argument -> new Command.Outmoded(verb, argument));
    };
  }

  private static @Nullable Command greeting(Cursor cursor, Function<Octets, Command> command) {
    if (!cursor.expect(" ", "a domain or an address literal")) {
      return null;
    }
    Octets domain = HostParser.greeting(cursor);
    return domain == null ? null : command.apply(domain);
  }

  private static @Nullable Command mail(Cursor cursor) {
    if (!cursor.expect(" FROM:", "FROM: behind one space")) {
      return null;
    }
    cursor.skipSpaces();
    Path.Reverse path = PathParser.reverse(cursor);
    List<Parameter> parameters = path == null ? null : ParameterParser.parse(cursor, Verb.MAIL);
    return path == null || parameters == null ? null : new Command.Mail(path, parameters);
  }

  private static @Nullable Command send(Verb verb, Cursor cursor) {
    if (!cursor.expect(" FROM:", "FROM: behind one space")) {
      return null;
    }
    cursor.skipSpaces();
    Path.Reverse path = PathParser.reverse(cursor);
    cursor.judgeAs(Kind.ARGUMENT);
    return path == null ? null : new Command.Send(verb, path);
  }

  private static @Nullable Command rcpt(Cursor cursor) {
    if (!cursor.expect(" TO:", "TO: behind one space")) {
      return null;
    }
    cursor.skipSpaces();
    Path.Forward path = PathParser.forward(cursor);
    List<Parameter> parameters = path == null ? null : ParameterParser.parse(cursor, Verb.RCPT);
    return path == null || parameters == null ? null : new Command.Rcpt(path, parameters);
  }

  /**
   * RFC 3030 section 2. Octets follow that are no commands: unless their number is certain, nothing
   * behind this line is (reference: threats B-05 to B-08).
   */
  private static @Nullable Command bdat(Cursor cursor) {
    cursor.judgeAs(Kind.CHUNK_LENGTH);
    long size = cursor.expect(" ", CHUNK_SIZE) ? cursor.takeNumber(20, CHUNK_SIZE) : -1;
    return size < 0 ? null : new Command.Bdat(size, cursor.take(" LAST"));
  }

  private static @Nullable Command xExch50(Cursor cursor) {
    long size = cursor.expect(" ", NUMBER) ? cursor.takeNumber(20, NUMBER) : -1;
    long version = size >= 0 && cursor.expect(" ", NUMBER) ? cursor.takeNumber(20, NUMBER) : -1;
    return version < 0 ? null : new Command.XExch50(size, version);
  }

  /** VRFY and EXPN, RFC 5321 section 3.5; RFC 6531 section 3.7.4.2 has the word behind the name. */
  private static @Nullable Command query(Verb verb, Cursor cursor) {
    Octets text = text(cursor, Above.UTF_8);
    if (text == null) {
      return null;
    }
    if (text.isEmpty()) {
      cursor.fail("a name");
      return null;
    }
    int end = text.length() - SMTPUTF8.length();
    boolean smtpUtf8 = end > 0 && text.slice(end, text.length()).equalsIgnoreCase(SMTPUTF8);
    if (smtpUtf8) {
      while (text.at(end - 1) == ' ') {
        end--;
      }
      text = text.slice(0, end);
    }
    return verb == Verb.VRFY ? new Command.Vrfy(text, smtpUtf8) : new Command.Expn(text, smtpUtf8);
  }

  /** RFC 1985 section 5: a domain, {@code @} and a domain, or {@code #} and the name of a queue. */
  private static @Nullable Command etrn(Cursor cursor) {
    if (!cursor.expect(" ", NODE)) {
      return null;
    }
    int start = cursor.position();
    if (!cursor.take('@')) {
      cursor.take('#');
    }
    // No hyphen at the start: the name ends up in command lines of queue runners.
    if (!isOfNode(cursor.peek()) || cursor.peek() == '-') {
      cursor.fail(NODE);
      return null;
    }
    while (isOfNode(cursor.peek())) {
      cursor.advance();
    }
    return new Command.Etrn(cursor.since(start));
  }

  private static boolean isOfNode(int octet) {
    return Ascii.isLetterOrDigit(octet) || octet == '-' || octet == '.' || octet == '_';
  }

  private static @Nullable Command text(Cursor cursor, Function<Octets, Command> command) {
    Octets text = text(cursor, Above.REFUSED);
    return text == null ? null : command.apply(text);
  }

  /**
   * A verb that is none of ours. Its argument may have octets from 0x80 up, so that it is reported
   * as what it is, and not as a wrong argument of it; the guard never forwards one.
   */
  private static @Nullable Command unknown(Cursor cursor) {
    Octets word = cursor.since(0);
    Octets text = text(cursor, Above.OPAQUE);
    return text == null ? null : new Command.Unknown(word, text);
  }

  /** What an octet from 0x80 up is in an argument without a grammar of its own. */
  private enum Above {
    REFUSED,
    UTF_8,
    OPAQUE
  }

  /** All that follows, without the spaces before it; no octet below 0x20, and no 0x7f. */
  private static @Nullable Octets text(Cursor cursor, Above above) {
    cursor.skipSpaces();
    int start = cursor.position();
    while (!cursor.atEnd()) {
      int octet = cursor.peek();
      if (octet >= 0x80 && above == Above.UTF_8) {
        if (!cursor.takeUtf8()) {
          return null;
        }
      } else if (Ascii.isPrintable(octet) || (octet >= 0x80 && above == Above.OPAQUE)) {
        cursor.advance();
      } else {
        cursor.fail(above == Above.REFUSED ? "printable ASCII" : "no control characters");
        return null;
      }
    }
    return cursor.since(start);
  }
}
