package org.mailguard.smtp;

import org.jspecify.annotations.Nullable;

/**
 * The service extensions that the guard knows, by EHLO keyword. A verb or parameter of an extension
 * that the server did not offer is not passed on (reference: threats R10); {@link #of(Command)} and
 * {@link #of(Parameter)} tell which one it belongs to.
 */
public enum Extension {
  /** RFC 1870. */
  SIZE("SIZE"),
  /** RFC 2034. */
  ENHANCEDSTATUSCODES("ENHANCEDSTATUSCODES"),
  /** RFC 2920. */
  PIPELINING("PIPELINING"),
  /** RFC 3030. */
  CHUNKING("CHUNKING"),
  BINARYMIME("BINARYMIME"),
  /** RFC 3207. */
  STARTTLS("STARTTLS"),
  /** RFC 3461. */
  DSN("DSN"),
  /** RFC 4954. */
  AUTH("AUTH"),
  /** RFC 6152. */
  EIGHTBITMIME("8BITMIME"),
  /** RFC 6531. */
  SMTPUTF8("SMTPUTF8"),
  /** RFC 1985. */
  ETRN("ETRN"),
  /** RFC 2852. */
  DELIVERBY("DELIVERBY"),
  /** RFC 4865. */
  FUTURERELEASE("FUTURERELEASE"),
  /** RFC 6710. */
  MT_PRIORITY("MT-PRIORITY"),
  /** RFC 7293. */
  RRVS("RRVS"),
  /** RFC 8689. */
  REQUIRETLS("REQUIRETLS"),
  /** RFC 9422. */
  LIMITS("LIMITS"),
  /** RFC 5321: optional verbs of the standard itself, which some servers list. */
  HELP("HELP"),
  VRFY("VRFY"),
  EXPN("EXPN"),
  X_LINK2STATE("X-LINK2STATE"),
  X_EXPS("X-EXPS"),
  XEXCH50("XEXCH50"),
  X_ANONYMOUSTLS("X-ANONYMOUSTLS"),
  XCLIENT("XCLIENT"),
  XFORWARD("XFORWARD"),
  TURN("TURN"),
  VERB("VERB"),
  ONEX("ONEX"),
  /**
   * One reply for each recipient after the data (draft-hall-prdr): changes how many replies a
   * command has.
   */
  PRDR("PRDR"),
  /** Commands before the greeting (Exim): changes whose turn it is. */
  PIPECONNECT("PIPECONNECT"),
  X_PIPE_CONNECT("X_PIPE_CONNECT");

  private final String keyword;

  Extension(String keyword) {
    this.keyword = keyword;
  }

  /** The EHLO keyword, in upper case. */
  public String keyword() {
    return keyword;
  }

  /** The extension of a keyword, in whatever case, or null if the guard does not know it. */
  public static @Nullable Extension named(Octets keyword) {
    if (!keyword.isAscii()) {
      return null;
    }
    for (Extension extension : values()) {
      if (keyword.equalsIgnoreCase(extension.keyword)) {
        return extension;
      }
    }
    return null;
  }

  /**
   * The extension without which the server does not know this command, or its words; null for the
   * commands of RFC 5321 and RFC 821.
   */
  public static @Nullable Extension of(Command command) {
    return switch (command) {
      case Command.Bdat _ -> CHUNKING;
      case Command.Etrn _ -> ETRN;
      case Command.StartTls _ -> STARTTLS;
      case Command.Auth _ -> AUTH;
      case Command.XLink2State _ -> X_LINK2STATE;
      case Command.XExps _ -> X_EXPS;
      case Command.XExch50 _ -> XEXCH50;
      case Command.XAnonymousTls _ -> X_ANONYMOUSTLS;
      case Command.Vrfy vrfy -> vrfy.smtpUtf8() ? SMTPUTF8 : null;
      case Command.Expn expn -> expn.smtpUtf8() ? SMTPUTF8 : null;
      case Command.Outmoded outmoded -> named(Octets.ascii(outmoded.verb().word()));
      case Command.Helo _,
          Command.Ehlo _,
          Command.Mail _,
          Command.Rcpt _,
          Command.Data _,
          Command.Rset _,
          Command.Noop _,
          Command.Quit _,
          Command.Help _,
          Command.Send _,
          Command.Unknown _ ->
          null;
    };
  }

  /**
   * The extension that brings this parameter; null for a parameter that the guard does not know.
   */
  public static @Nullable Extension of(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Size _ -> SIZE;
      case Parameter.Body body ->
          body.type() == Parameter.Body.Type.BINARY_MIME ? BINARYMIME : EIGHTBITMIME;
      case Parameter.SmtpUtf8 _ -> SMTPUTF8;
      case Parameter.Ret _, Parameter.EnvId _, Parameter.Notify _, Parameter.Orcpt _ -> DSN;
      case Parameter.AuthIdentity _ -> AUTH;
      case Parameter.DeliverBy _ -> DELIVERBY;
      case Parameter.HoldFor _, Parameter.HoldUntil _ -> FUTURERELEASE;
      case Parameter.MtPriority _ -> MT_PRIORITY;
      case Parameter.Rrvs _ -> RRVS;
      case Parameter.RequireTls _ -> REQUIRETLS;
      case Parameter.Other _ -> null;
    };
  }

  @Override
  public String toString() {
    return keyword;
  }
}
