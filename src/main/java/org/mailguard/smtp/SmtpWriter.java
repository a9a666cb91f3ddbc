package org.mailguard.smtp;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place that prints commands and replies and ends their lines with CRLF. The form is
 * canonical: verbs and keywords in upper case, single spaces, parameters in the client's order.
 * What {@link CommandParser} reads in it is the value that was printed.
 */
public final class SmtpWriter {
  private SmtpWriter() {}

  /** The line with its CRLF. */
  public static byte[] write(ClientLine clientLine) {
    LineBuilder line = new LineBuilder();
    switch (clientLine) {
      case ClientLine.Sasl sasl -> line.add(sasl.base64());
      case ClientLine.Verbatim verbatim -> line.add(verbatim.line());
      case ClientLine.Overwritten overwritten -> line.repeat('X', overwritten.length());
      case Command command -> {
        Verb verb = command.verb();
        if (verb != null) {
          line.add(verb.word());
        }
        arguments(line, command);
      }
    }
    return line.end();
  }

  /** What the client gets to see, each line with its CRLF. */
  public static byte[] write(ServerReply reply) {
    return switch (reply) {
      case Reply real -> write(real);
      case MaskedReply masked -> write(masked);
    };
  }

  private static byte[] write(MaskedReply reply) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Octets line : reply.lines()) {
      out.writeBytes(new LineBuilder().add(line).end());
    }
    return out.toByteArray();
  }

  /**
   * All lines of a reply, each with its CRLF. A line without text keeps the space behind its code:
   * RFC 5321 section 4.2 allows it to go, and there are clients that wait for it.
   */
  public static byte[] write(Reply reply) {
    List<Octets> texts = reply.lines();
    int length = 0;
    for (Octets text : texts) {
      length += 4 + text.length() + 2;
    }
    byte[] out = new byte[length];
    int at = 0;
    for (int i = 0; i < texts.size(); i++) {
      Octets text = texts.get(i);
      out[at] = (byte) ('0' + reply.code() / 100);
      out[at + 1] = (byte) ('0' + reply.code() / 10 % 10);
      out[at + 2] = (byte) ('0' + reply.code() % 10);
      out[at + 3] = (byte) (i < texts.size() - 1 ? '-' : ' ');
      text.copyTo(out, at + 4);
      LineBuilder.check(out, at, at + 4 + text.length());
      at += 4 + text.length();
      out[at++] = '\r';
      out[at++] = '\n';
    }
    return out;
  }

  private static void arguments(LineBuilder line, Command command) {
    switch (command) {
      case Command.Helo helo -> line.addWord(helo.domain());
      case Command.Ehlo ehlo -> line.addWord(ehlo.domain());
      case Command.Mail mail -> {
        line.add(" FROM:<");
        path(line, mail.reversePath());
        parameters(line, mail.parameters());
      }
      case Command.Rcpt rcpt -> {
        line.add(" TO:<");
        path(line, rcpt.forwardPath());
        parameters(line, rcpt.parameters());
      }
      case Command.Bdat bdat -> line.add(' ').add(bdat.size()).add(bdat.last() ? " LAST" : "");
      case Command.Noop noop -> line.addWord(noop.argument());
      case Command.Vrfy vrfy -> query(line, vrfy.argument(), vrfy.smtpUtf8());
      case Command.Expn expn -> query(line, expn.argument(), expn.smtpUtf8());
      case Command.Help help -> line.addWord(help.argument());
      case Command.Etrn etrn -> line.addWord(etrn.node());
      case Command.Auth auth -> auth(line, auth.mechanism(), auth.initialResponse());
      case Command.XLink2State state -> line.addWord(state.argument());
      case Command.XExps exps -> auth(line, exps.mechanism(), exps.initialResponse());
      case Command.XExch50 exch50 ->
          line.add(' ').add(exch50.size()).add(' ').add(exch50.version());
      case Command.Send send -> {
        line.add(" FROM:<");
        path(line, send.reversePath());
      }
      case Command.Outmoded outmoded -> line.addWord(outmoded.argument());
      case Command.Unknown unknown -> line.add(unknown.word()).addWord(unknown.argument());
      case Command.Data _,
          Command.Rset _,
          Command.Quit _,
          Command.StartTls _,
          Command.XAnonymousTls _ -> {}
    }
  }

  private static void query(LineBuilder line, Octets argument, boolean smtpUtf8) {
    line.addWord(argument).add(smtpUtf8 ? " SMTPUTF8" : "");
  }

  /** An initial response of no octets is written as an equals sign, RFC 4954 section 4. */
  private static void auth(LineBuilder line, Octets mechanism, @Nullable Octets response) {
    line.addWord(mechanism);
    if (response != null) {
      line.add(response.isEmpty() ? " =" : " ").add(response);
    }
  }

  /** The path and the bracket behind it. */
  private static void path(LineBuilder line, Path path) {
    switch (path) {
      case Path.Null _ -> {}
      case Path.Postmaster postmaster -> line.add(postmaster.word());
      case Path.Address address -> {
        for (int i = 0; i < address.route().size(); i++) {
          line.add(i == 0 ? "@" : ",@").add(address.route().get(i));
        }
        if (!address.route().isEmpty()) {
          line.add(':');
        }
        line.add(address.localPart()).add('@').add(address.domain());
      }
    }
    line.add('>');
  }

  private static void parameters(LineBuilder line, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      line.addWord(parameter.keyword());
      ParameterWriter.value(line, parameter);
    }
  }
}
