package org.mailguard.smtp;

import static org.mailguard.smtp.SyntaxError.Kind.ARGUMENT;
import static org.mailguard.smtp.SyntaxError.Kind.CHUNK_LENGTH;
import static org.mailguard.smtp.SyntaxError.Kind.COMMAND;
import static org.mailguard.smtp.SyntaxError.Kind.ENCODING;
import static org.mailguard.smtp.SyntaxError.Kind.REVERSE_PATH;
import static org.mailguard.smtp.Table.prints;
import static org.mailguard.smtp.Table.reads;
import static org.mailguard.smtp.Table.refuses;
import static org.mailguard.smtp.Table.wire;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verbs and their arguments; paths and parameters have tables of their own. */
class CommandParserTest {

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"lines", "words", "text", "chunks", "authentication", "exchange"})
  void table(String name, String line, Object expected) {
    Table.check(line, expected);
  }

  static List<Arguments> lines() {
    return List.of(
        refuses("C-09 empty line", COMMAND, "¦"),
        refuses("C-09 blanks alone are an empty line", COMMAND, "¦ \\x09 "),
        refuses("C-09 one side skips a leading space", COMMAND, "¦ NOOP"),
        refuses("C-09 or a leading tab", COMMAND, "¦\\x09NOOP"),
        refuses("C-10 VT is white space to isspace()", COMMAND, "MAIL¦\\x0bFROM:<a@b>"),
        refuses("C-10 so is a tab", COMMAND, "MAIL¦\\x09FROM:<a@b>"),
        refuses("C-10 two spaces before FROM", ARGUMENT, "MAIL ¦ FROM:<a@b>"),
        refuses("C-10 space before the colon", ARGUMENT, "MAIL FROM¦ : <a@b>"),
        refuses("C-10 tab behind the colon", REVERSE_PATH, "MAIL FROM:¦\\x09<a@b>"),
        prints("C-10 spaces behind the colon", "MAIL FROM:   <a@b>", "MAIL FROM:<a@b>"),
        prints("C-10 and for RCPT", "RCPT TO: <a@b>", "RCPT TO:<a@b>"),
        prints("C-11 case and trailing spaces", "mail FrOm:<a@b>   ", "MAIL FROM:<a@b>"),
        prints("C-11 a trailing tab is a blank, too", "rset\\x09 ", "RSET"),
        refuses("J-05 Turkish dotless i is no I", COMMAND, "MA¦\\xc4\\xb0L FROM:<a@b>"),
        refuses("J-05 U+212A, in lower case a k", COMMAND, "¦\\xe2\\x84\\xaaILL"),
        refuses("a TLS hello on a port without TLS", COMMAND, "¦\\x16\\x03\\x01 x"),
        refuses("DEL is no letter", COMMAND, "NOOP¦\\x7f"));
  }

  static List<Arguments> words() {
    return List.of(
        reads("plain", "DATA", new Command.Data()),
        reads("plain", "RSET", new Command.Rset()),
        reads("plain", "quit", new Command.Quit()),
        reads("plain", "STARTTLS", new Command.StartTls()),
        refuses("C-14 one side enters DATA", ARGUMENT, "DATA ¦now"),
        refuses("C-14", ARGUMENT, "RSET ¦x"),
        refuses("C-14", ARGUMENT, "QUIT ¦x"),
        refuses("C-14 RFC 3207: 501", ARGUMENT, "STARTTLS ¦x"),
        refuses("C-14 spaces before it change nothing", ARGUMENT, "DATA   ¦."),
        reads("a colon makes another word", "DATA:", unknown("DATA:", "")),
        reads("C-20 HTTP", "GET / HTTP/1.1", unknown("GET", "/ HTTP/1.1")),
        reads("C-20 HTTP", "POST /x HTTP/1.0", unknown("POST", "/x HTTP/1.0")),
        reads("C-20 HTTP", "CONNECT mx:25 HTTP/1.1", unknown("CONNECT", "mx:25 HTTP/1.1")),
        reads("C-20 a header", "Host: x", unknown("Host:", "x")),
        reads("C-20 octets above 0x7f hide no HTTP", "GET /\\xff", unknown("GET", "/\\xff")),
        reads("C-23 LMTP", "LHLO x", unknown("LHLO", "x")),
        reads("C-16 old Exchange", "XADR", unknown("XADR", "")),
        reads("the word as written", "fOo Bar  baz", unknown("fOo", "Bar  baz")),
        reads("not the longer word's prefix", "DAT", unknown("DAT", "")),
        reads("nor a shorter one", "DATAX", unknown("DATAX", "")),
        reads("no space behind the verb", "MAILFROM:<a@b>", unknown("MAILFROM:<a@b>", "")),
        reads("A-06 the second half of a split path", "<c@d>\"@e>", unknown("<c@d>\"@e>", "")),
        refuses("control characters are nobody's argument", ARGUMENT, "FOO a¦\\x1b[2J"),
        refuses("nor is a tab", ARGUMENT, "FOO a¦\\x09b"));
  }

  static Command unknown(String word, String argument) {
    return new Command.Unknown(wire(word), wire(argument));
  }

  static List<Arguments> text() {
    return List.of(
        reads("C-15 bare", "NOOP", new Command.Noop(Octets.EMPTY)),
        reads("C-15 with anything printable", "NOOP  junk, x", new Command.Noop(wire("junk, x"))),
        reads("C-15", "HELP", new Command.Help(Octets.EMPTY)),
        reads("C-15", "HELP mail", new Command.Help(wire("mail"))),
        refuses("C-24 terminal escape", ARGUMENT, "NOOP ¦\\x1b[2J"),
        refuses("C-12 7-bit server", ARGUMENT, "HELP ¦\\xc3\\xa9"),
        reads("C-15", "VRFY x", new Command.Vrfy(wire("x"), false)),
        reads("C-15", "EXPN staff", new Command.Expn(wire("staff"), false)),
        reads(
            "RFC 5321 takes a name, too",
            "VRFY John Doe",
            new Command.Vrfy(wire("John Doe"), false)),
        reads("RFC 6531", "VRFY \\xc3\\xa9 smtputf8", new Command.Vrfy(wire("\\xc3\\xa9"), true)),
        reads("RFC 6531", "EXPN a  SMTPUTF8", new Command.Expn(wire("a"), true)),
        reads("who is called that", "VRFY SMTPUTF8", new Command.Vrfy(wire("SMTPUTF8"), false)),
        refuses("VRFY of nobody", ARGUMENT, "VRFY¦"),
        refuses("C-13", ENCODING, "VRFY a¦\\xff"),
        refuses("C-13 not in an argument in UTF-8", ARGUMENT, "EXPN a¦\\x7f"),
        reads("C-15", "ETRN #q", new Command.Etrn(wire("#q"))),
        reads("RFC 1985", "ETRN @example.org", new Command.Etrn(wire("@example.org"))),
        reads("RFC 1985", "etrn example.org", new Command.Etrn(wire("example.org"))),
        refuses("RFC 1985: 501", ARGUMENT, "ETRN¦"),
        refuses("two nodes", ARGUMENT, "ETRN a ¦b"),
        refuses("option of a queue runner", ARGUMENT, "ETRN ¦-qR"),
        refuses("option of a queue runner", ARGUMENT, "ETRN #¦-qR"),
        refuses("shell", ARGUMENT, "ETRN a¦;id"),
        reads("C-15", "TURN", outmoded(Verb.TURN, "")),
        reads("C-15", "SEND FROM:<a@b>", send(Verb.SEND, "a", "b")),
        reads("C-15", "soml from: <a@b> ", send(Verb.SOML, "a", "b")),
        reads("C-15", "SAML FROM:<a@b>", send(Verb.SAML, "a", "b")),
        reads("a report", "SAML FROM:<>", new Command.Send(Verb.SAML, new Path.Null())),
        refuses("older than parameters", ARGUMENT, "SEND FROM:<a@b> ¦SIZE=1"),
        reads("C-15", "VERB on", outmoded(Verb.VERB, "on")),
        reads("C-15", "ONEX", outmoded(Verb.ONEX, "")),
        reads("C-15", "DEBUG", outmoded(Verb.DEBUG, "")),
        reads("C-15", "wiz", outmoded(Verb.WIZ, "")),
        reads("C-15", "KILL", outmoded(Verb.KILL, "")),
        reads("X-01", "XCLIENT ADDR=127.0.0.1", outmoded(Verb.XCLIENT, "ADDR=127.0.0.1")),
        reads("X-01", "XFORWARD NAME=x", outmoded(Verb.XFORWARD, "NAME=x")),
        refuses("X-04 xtext is ASCII", ARGUMENT, "XCLIENT NAME=¦\\xc3\\xa9"));
  }

  private static Command send(Verb verb, String localPart, String domain) {
    return new Command.Send(verb, new Path.Address(List.of(), wire(localPart), wire(domain)));
  }

  private static Command outmoded(Verb verb, String argument) {
    return new Command.Outmoded(verb, wire(argument));
  }

  static List<Arguments> chunks() {
    return List.of(
        reads("plain", "BDAT 5", new Command.Bdat(5, false)),
        reads("B-09 nothing to come", "BDAT 0 LAST", new Command.Bdat(0, true)),
        reads("case", "bdat 12 last", new Command.Bdat(12, true)),
        prints("B-06 leading zeros are digits", "BDAT 0000000000000000007", "BDAT 7"),
        refuses("B-05", CHUNK_LENGTH, "BDAT 5 ¦X"),
        refuses("B-05", CHUNK_LENGTH, "BDAT 5 LAST ¦LAST"),
        refuses("B-05", CHUNK_LENGTH, "BDAT 5 LAST¦X"),
        refuses("B-05 two spaces", CHUNK_LENGTH, "BDAT 5  ¦LAST"),
        refuses("B-06", CHUNK_LENGTH, "BDAT ¦-1"),
        refuses("B-06", CHUNK_LENGTH, "BDAT ¦+5"),
        refuses("B-06", CHUNK_LENGTH, "BDAT 0¦x10"),
        refuses("B-06", CHUNK_LENGTH, "BDAT 5¦.0"),
        refuses("B-06", CHUNK_LENGTH, "BDAT¦"),
        refuses("B-06", CHUNK_LENGTH, "BDAT ¦LAST"),
        refuses("B-06 two spaces", CHUNK_LENGTH, "BDAT ¦ 5"),
        refuses("B-06 21 digits", CHUNK_LENGTH, "BDAT ¦000000000000000000005"),
        reads("B-07 more than 32 bits", "BDAT 4294967297", new Command.Bdat(4294967297L, false)),
        reads("B-07 the most", "BDAT 9223372036854775807", new Command.Bdat(Long.MAX_VALUE, false)),
        refuses("B-07 one more", CHUNK_LENGTH, "BDAT ¦9223372036854775808"),
        refuses("B-07 2^64+1", CHUNK_LENGTH, "BDAT ¦18446744073709551617 LAST"),
        refuses("B-08 fullwidth 5", CHUNK_LENGTH, "BDAT ¦\\xef\\xbc\\x95"),
        refuses("B-08 Arabic 5", CHUNK_LENGTH, "BDAT 1¦\\xd9\\xa5"));
  }

  static List<Arguments> authentication() {
    return List.of(
        reads("RFC 4954", "AUTH LOGIN", new Command.Auth(wire("LOGIN"), null)),
        reads("lower case", "auth cram-md5", new Command.Auth(wire("CRAM-MD5"), null)),
        reads("U-04 empty", "AUTH PLAIN =", new Command.Auth(wire("PLAIN"), Octets.EMPTY)),
        reads("U-04", "AUTH PLAIN AGEAYg==", new Command.Auth(wire("PLAIN"), wire("AGEAYg=="))),
        reads("U-04", "AUTH PLAIN AGEAYmI=", new Command.Auth(wire("PLAIN"), wire("AGEAYmI="))),
        reads("U-04", "AUTH PLAIN +/+/", new Command.Auth(wire("PLAIN"), wire("+/+/"))),
        reads("U-11", "AUTH GSSAPI", new Command.Auth(wire("GSSAPI"), null)),
        refuses("U-04 no base64", ARGUMENT, "AUTH PLAIN ¦!"),
        refuses("U-04 no group of four", ARGUMENT, "AUTH PLAIN AGEAYg=¦"),
        refuses("U-04 a lone digit", ARGUMENT, "AUTH PLAIN AGEAY¦==="),
        refuses("U-04 padding in the middle", ARGUMENT, "AUTH PLAIN AA==¦AAAA"),
        refuses("U-04 padding alone", ARGUMENT, "AUTH PLAIN =¦==="),
        refuses("U-04 base64 of URLs", ARGUMENT, "AUTH PLAIN AAA¦_"),
        refuses("U-04 two responses", ARGUMENT, "AUTH PLAIN AAAA ¦AAAA"),
        refuses("U-04 two spaces", ARGUMENT, "AUTH PLAIN ¦ AAAA"),
        refuses("RFC 4954: 501", ARGUMENT, "AUTH¦"),
        refuses("RFC 4422 20 letters", ARGUMENT, "AUTH ABCDEFGHIJKLMNOPQRST¦U"),
        reads(
            "RFC 4422",
            "AUTH ABCDEFGHIJKLMNOPQRST",
            new Command.Auth(wire("ABCDEFGHIJKLMNOPQRST"), null)),
        refuses("RFC 4422", ARGUMENT, "AUTH PLAIN¦.X"));
  }

  static List<Arguments> exchange() {
    return List.of(
        reads("C-16", "XEXCH50 2 2", new Command.XExch50(2, 2)),
        refuses("C-16 CVE-2003-0714", ARGUMENT, "XEXCH50 ¦-1 2"),
        refuses("C-16 CVE-2003-0714", ARGUMENT, "XEXCH50 ¦4294967295000000000000 2"),
        refuses("C-16", ARGUMENT, "XEXCH50 2¦"),
        refuses("C-16", ARGUMENT, "XEXCH50 2 2 ¦2"),
        reads(
            "C-16", "X-LINK2STATE LAST CHUNK={1}", new Command.XLink2State(wire("LAST CHUNK={1}"))),
        reads("C-16 bare", "X-EXPS", new Command.XExps(Octets.EMPTY, null)),
        reads("C-16", "x-exps gssapi", new Command.XExps(wire("GSSAPI"), null)),
        reads("C-16", "X-EXPS NTLM TlRM=", new Command.XExps(wire("NTLM"), wire("TlRM="))),
        reads(
            "C-16",
            "X-EXPS EXCHANGEAUTH SHA256 TlRM",
            new Command.XExps(wire("EXCHANGEAUTH"), wire("SHA256 TlRM"))),
        reads("C-16", "X-EXPS NTLM =", new Command.XExps(wire("NTLM"), Octets.EMPTY)),
        refuses("C-16", ARGUMENT, "X-EXPS ¦!"),
        refuses("C-16", ARGUMENT, "X-EXPS NTLM a¦\\x80"),
        reads("C-16", "X-ANONYMOUSTLS", new Command.XAnonymousTls()),
        refuses("C-16", ARGUMENT, "X-ANONYMOUSTLS ¦x"));
  }
}
