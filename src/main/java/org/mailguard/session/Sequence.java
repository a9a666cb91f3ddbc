package org.mailguard.session;

import org.mailguard.smtp.Command;
import org.mailguard.smtp.Verb;

/**
 * The order of commands (RFC 5321 section 4.1.4, RFC 3030 section 2, RFC 3207 section 4, RFC 4954
 * section 4). Only what would leave guard and server with two opinions is refused here; MAIL
 * without HELO, for instance, is the server's to judge.
 */
final class Sequence {
  private static final String REFUSED = "a chunk of this message was refused";

  private Sequence() {}

  /** What speaks against the command now, in words for the reply; empty if nothing does. */
  static String objection(Command command, Transaction transaction, boolean authenticated) {
    return switch (command) {
      case Command.Mail _, Command.Send _ -> transaction.isOpen() ? "a transaction is open" : "";
      case Command.Rcpt _ -> recipient(transaction);
      case Command.Data _ -> data(transaction);
      case Command.Bdat _ -> chunk(transaction);
      case Command.Auth _, Command.XExps _ -> identity(transaction, authenticated);
      case Command.StartTls _, Command.XAnonymousTls _ -> identity(transaction, authenticated);
      case Command.Outmoded outmoded ->
          outmoded.verb() == Verb.XCLIENT && transaction.isOpen() ? "a transaction is open" : "";
      case Command.XExch50 _ -> transaction.isOpen() ? "" : "MAIL first";
      case Command.Helo _,
          Command.Ehlo _,
          Command.Rset _,
          Command.Noop _,
          Command.Quit _,
          Command.Vrfy _,
          Command.Expn _,
          Command.Help _,
          Command.Etrn _,
          Command.XLink2State _,
          Command.Unknown _ ->
          "";
    };
  }

  private static String recipient(Transaction transaction) {
    if (!transaction.isOpen()) {
      return "MAIL first";
    }
    return transaction.chunks() > 0 ? "a message is under way" : "";
  }

  private static String data(Transaction transaction) {
    if (!transaction.isOpen()) {
      return "MAIL first";
    }
    if (transaction.isBroken()) {
      return REFUSED;
    }
    if (transaction.chunks() > 0) {
      return "a message is under way in chunks";
    }
    return transaction.isBinary() ? "BINARYMIME goes by BDAT" : "";
  }

  private static String chunk(Transaction transaction) {
    if (!transaction.isOpen()) {
      return "MAIL first";
    }
    return transaction.isBroken() ? REFUSED : "";
  }

  private static String identity(Transaction transaction, boolean authenticated) {
    if (transaction.isOpen()) {
      return "a transaction is open";
    }
    return authenticated ? "already authenticated" : "";
  }
}
