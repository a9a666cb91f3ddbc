package org.mailguard.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command of a client, parsed. What cannot be said in the grammar of its RFC cannot be built by
 * {@link CommandParser}; what has no meaning for the guard is {@link Unknown}.
 */
public sealed interface Command extends ClientLine, ParseResult {

  /**
   * {@code domain} is a domain or an address literal, at most 255 octets. RFC 5321 section 4.1.1.1.
   */
  record Helo(Octets domain) implements Command {}

  record Ehlo(Octets domain) implements Command {}

  /** RFC 5321 section 4.1.1.2. At most one parameter of a kind. */
  record Mail(Path.Reverse reversePath, List<Parameter> parameters) implements Command {
    public Mail {
      parameters = List.copyOf(parameters);
    }
  }

  /** RFC 5321 section 4.1.1.3. */
  record Rcpt(Path.Forward forwardPath, List<Parameter> parameters) implements Command {
    public Rcpt {
      parameters = List.copyOf(parameters);
    }
  }

  record Data() implements Command {}

  /** {@code size} octets follow the line, with no line end of their own. RFC 3030 section 2. */
  record Bdat(long size, boolean last) implements Command {
    public Bdat {
      if (size < 0) {
        throw new IllegalArgumentException("size " + size);
      }
    }
  }

  record Rset() implements Command {}

  record Noop(Octets argument) implements Command {}

  record Quit() implements Command {}

  /**
   * {@code smtpUtf8}: the client takes addresses in UTF-8 in the answer (RFC 6531 section 3.7.4.2).
   */
  record Vrfy(Octets argument, boolean smtpUtf8) implements Command {}

  record Expn(Octets argument, boolean smtpUtf8) implements Command {}

  record Help(Octets argument) implements Command {}

  /** RFC 1985. {@code node} may begin with {@code @} or {@code #}. */
  record Etrn(Octets node) implements Command {}

  record StartTls() implements Command {}

  /**
   * {@code initialResponse} is base64; empty means {@code =}, null means none was sent. RFC 4954
   * section 4.
   */
  record Auth(Octets mechanism, @Nullable Octets initialResponse) implements Command {
    /** Without the response: it is a password as often as not, and this text goes into logs. */
    @Override
    public String toString() {
      return "Auth[mechanism=" + mechanism + "]";
    }
  }

  record XLink2State(Octets argument) implements Command {}

  /** {@code mechanism} is empty if none was named. */
  record XExps(Octets mechanism, @Nullable Octets initialResponse) implements Command {
    /** Without the response, as in {@link Auth}. */
    @Override
    public String toString() {
      return "XExps[mechanism=" + mechanism + "]";
    }
  }

  /** {@code size} octets of binary payload follow the server's 354. */
  record XExch50(long size, long version) implements Command {}

  record XAnonymousTls() implements Command {}

  /**
   * SEND, SOML or SAML, which begin a transaction as MAIL does: RFC 821 section 4.1.1, and since
   * then RFC 5321 appendix F.6. They are older than parameters.
   */
  record Send(Verb verb, Path.Reverse reversePath) implements Command {}

  /**
   * A verb that no client of today needs: TURN, VERB, ONEX, DEBUG, WIZ, KILL, XCLIENT, XFORWARD.
   */
  record Outmoded(Verb verb, Octets argument) implements Command {}

  /**
   * A verb that the guard does not know, as it was written; the argument without the blank before
   * it.
   */
  record Unknown(Octets word, Octets argument) implements Command {}

  /** The verb, or null for {@link Unknown}. */
  default @Nullable Verb verb() {
    return switch (this) {
      case Helo _ -> Verb.HELO;
      case Ehlo _ -> Verb.EHLO;
      case Mail _ -> Verb.MAIL;
      case Rcpt _ -> Verb.RCPT;
      case Data _ -> Verb.DATA;
      case Bdat _ -> Verb.BDAT;
      case Rset _ -> Verb.RSET;
      case Noop _ -> Verb.NOOP;
      case Quit _ -> Verb.QUIT;
      case Vrfy _ -> Verb.VRFY;
      case Expn _ -> Verb.EXPN;
      case Help _ -> Verb.HELP;
      case Etrn _ -> Verb.ETRN;
      case StartTls _ -> Verb.STARTTLS;
      case Auth _ -> Verb.AUTH;
      case XLink2State _ -> Verb.X_LINK2STATE;
      case XExps _ -> Verb.X_EXPS;
      case XExch50 _ -> Verb.XEXCH50;
      case XAnonymousTls _ -> Verb.X_ANONYMOUSTLS;
      case Send send -> send.verb();
      case Outmoded outmoded -> outmoded.verb();
      case Unknown _ -> null;
    };
  }
}
