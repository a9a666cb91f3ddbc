package org.mailguard.smtp;

import static org.mailguard.smtp.SyntaxError.Kind.ARGUMENT;
import static org.mailguard.smtp.SyntaxError.Kind.ENCODING;
import static org.mailguard.smtp.SyntaxError.Kind.FORWARD_PATH;
import static org.mailguard.smtp.SyntaxError.Kind.REVERSE_PATH;
import static org.mailguard.smtp.Table.reads;
import static org.mailguard.smtp.Table.refuses;
import static org.mailguard.smtp.Table.wire;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PathParserTest {
  private static final String LOCAL = "l".repeat(64);

  /** 189 octets: with {@link #LOCAL}, an @ and the brackets 256. */
  private static final String DOMAIN = "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(61);

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"addresses", "notAddresses", "bounds", "utf8"})
  void table(String name, String line, Object expected) {
    Table.check(line, expected);
  }

  static List<Arguments> addresses() {
    return List.of(
        reads("RFC 5321", "MAIL FROM:<>", new Command.Mail(new Path.Null(), List.of())),
        from("RFC 5321", "<a@b.test>", "a", "b.test"),
        from("case is kept", "<A.b@C.test>", "A.b", "C.test"),
        from("all of atext", "<!#$%&'*+-/=?^_`{|}~@b>", "!#$%&'*+-/=?^_`{|}~", "b"),
        from("a subaddress", "<a+b@c>", "a+b", "c"),
        to("A-01 a source route is seen", "<@a,@b:c@d>", "c", "d", "a", "b"),
        to("A-01 one hop", "<@a.test:c@d>", "c", "d", "a.test"),
        to("A-02 percent hack: policy's", "<u%other@local>", "u%other", "local"),
        to("A-02 bang path: policy's", "<other!u@local>", "other!u", "local"),
        to("A-03 quoted @", "<\"a@b\"@local>", "\"a@b\"", "local"),
        to("quoted space", "<\"a b\"@c>", "\"a b\"", "c"),
        to("quoted quote", "<\"a\\\"b\"@c>", "\"a\\\"b\"", "c"),
        to("quoted bracket", "<\"a>b\"@c>", "\"a>b\"", "c"),
        to("quoted nothing", "<\"\"@c>", "\"\"", "c"),
        from("A-04 pipe: policy's", "<\"|id\"@x>", "\"|id\"", "x"),
        to("A-04 backquotes: policy's", "<`id`@x>", "`id`", "x"),
        to("A-05 encoded words are text", "<=?x?q?=40?=@b>", "=?x?q?=40?=", "b"),
        reads(
            "A-08",
            "RCPT TO:<Postmaster>",
            new Command.Rcpt(new Path.Postmaster(wire("Postmaster")), List.of())),
        reads(
            "A-08 case is kept",
            "RCPT TO:<postMASTER>",
            new Command.Rcpt(new Path.Postmaster(wire("postMASTER")), List.of())),
        to("with a domain it is a mailbox", "<postmaster@b>", "postmaster", "b"),
        to("A-10 literals: policy's", "<a@[127.0.0.1]>", "a", "[127.0.0.1]"),
        to("A-10 literals: policy's", "<a@[IPv6:::1]>", "a", "[IPv6:::1]"),
        to("A-10 a name of digits: policy's", "<a@127.1>", "a", "127.1"));
  }

  static List<Arguments> notAddresses() {
    return List.of(
        refuses("A-01 no @", FORWARD_PATH, "RCPT TO:<@a,¦b:c@d>"),
        refuses("A-01 no colon", FORWARD_PATH, "RCPT TO:<@a,@b¦>"),
        refuses("A-01 a route to nowhere", FORWARD_PATH, "RCPT TO:<@a:¦>"),
        refuses("A-03 two @", FORWARD_PATH, "RCPT TO:<a@b¦@local>"),
        refuses("A-04 no domain", FORWARD_PATH, "RCPT TO:</etc/x¦>"),
        refuses("A-04 ; is no atext", FORWARD_PATH, "RCPT TO:<¦;id;@x>"),
        to("A-04 $ and { are: policy's", "<${run{id}}@x>", "${run{id}}", "x"),
        refuses("A-05 behind the path", ARGUMENT, "RCPT TO:<a@b>¦x"),
        refuses("A-05 two paths", ARGUMENT, "RCPT TO:<a@b>¦,<c@d>"),
        refuses("A-05 no end", FORWARD_PATH, "RCPT TO:<a@b¦"),
        refuses("A-05 no start", FORWARD_PATH, "RCPT TO:¦a@b>"),
        refuses("A-05 neither", REVERSE_PATH, "MAIL FROM:¦a@b"),
        refuses("A-05 twice", FORWARD_PATH, "RCPT TO:<¦<a@b>>"),
        refuses("A-05 comment", FORWARD_PATH, "RCPT TO:<a¦(b)@c>"),
        refuses("A-05 a name before it", FORWARD_PATH, "RCPT TO:¦\"A\" <a@b>"),
        refuses("A-05 space inside", FORWARD_PATH, "RCPT TO:<¦ a@b>"),
        refuses("A-05 space inside", FORWARD_PATH, "RCPT TO:<a@b¦ >"),
        refuses("A-06 the first half", FORWARD_PATH, "RCPT TO:<\"a¦"),
        refuses("A-08", FORWARD_PATH, "RCPT TO:<¦>"),
        refuses("A-08", REVERSE_PATH, "MAIL FROM:<postmaster¦>"),
        refuses("A-08 quoted it has no domain", FORWARD_PATH, "RCPT TO:<\"postmaster\"¦>"),
        refuses("A-10", FORWARD_PATH, "RCPT TO:<a@[1¦]>"),
        refuses("A-10 a greeting's liberty", FORWARD_PATH, "RCPT TO:<a@[¦::1]>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<a@b.¦>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<a@¦.b>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<a@b.¦.c>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<a.¦@b>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<a.¦.b@c>"),
        refuses("A-11", FORWARD_PATH, "RCPT TO:<¦.a@b>"),
        refuses("option", FORWARD_PATH, "RCPT TO:<a@¦-b>"),
        refuses("hyphen at the end", FORWARD_PATH, "RCPT TO:<a@b¦->"),
        refuses("a route without a domain", FORWARD_PATH, "RCPT TO:<@¦>"),
        refuses("behind the quotes", FORWARD_PATH, "RCPT TO:<\"a\"¦b@c>"),
        refuses("control character", FORWARD_PATH, "RCPT TO:<\"a¦\\x01\"@b>"),
        refuses("DEL", REVERSE_PATH, "MAIL FROM:<a¦\\x7f@b>"),
        refuses("tab", REVERSE_PATH, "MAIL FROM:<\"a¦\\x09\"@b>"),
        refuses("nothing", REVERSE_PATH, "MAIL FROM:¦"),
        refuses("another command's word", ARGUMENT, "MAIL ¦TO:<a@b>"),
        refuses("another command's word", ARGUMENT, "RCPT ¦FROM:<a@b>"),
        refuses("no word", ARGUMENT, "MAIL¦"),
        refuses("no word", ARGUMENT, "RCPT ¦<a@b>"));
  }

  static List<Arguments> bounds() {
    return List.of(
        to("A-09 local part 64", "<" + LOCAL + "@b>", LOCAL, "b"),
        to(
            "VERP and SRS: more than the 64 octets promised",
            "<" + LOCAL + "l@b>",
            LOCAL + "l",
            "b"),
        to("a machine with an underscore", "<root@my_host.example>", "root", "my_host.example"),
        refuses("A-09 253", FORWARD_PATH, "RCPT TO:<" + "l".repeat(252) + "¦l@b>"),
        to("A-09 label 63", "<a@" + "b".repeat(63) + ">", "a", "b".repeat(63)),
        refuses("A-09 64", FORWARD_PATH, "RCPT TO:<a@" + "b".repeat(63) + "¦b>"),
        to("A-09 path 256", "<" + LOCAL + "@" + DOMAIN + ">", LOCAL, DOMAIN),
        refuses("A-09 257", FORWARD_PATH, "RCPT TO:<" + LOCAL + "@" + DOMAIN + "d¦>"),
        refuses("A-09 domain 256", FORWARD_PATH, "RCPT TO:<a@" + "d.".repeat(127) + "d¦d>"),
        refuses("A-09 route", FORWARD_PATH, "RCPT TO:<" + "@a,".repeat(84) + "@b:¦c@d>"));
  }

  static List<Arguments> utf8() {
    return List.of(
        from("RFC 6531", "<\\xc3\\xa9@\\xc3\\xa9.test>", "\\xc3\\xa9", "\\xc3\\xa9.test"),
        from("quoted", "<\"\\xc3\\xa9 \"@b>", "\"\\xc3\\xa9 \"", "b"),
        from(
            "A-07 CR LF to a narrowing cast",
            "<\\xe7\\x98\\x8d\\xe7\\x98\\x8a@b>",
            "\\xe7\\x98\\x8d\\xe7\\x98\\x8a",
            "b"),
        from(
            "A-07 CR LF to a narrowing cast",
            "<\\xc4\\x8d\\xc4\\x8a@b>",
            "\\xc4\\x8d\\xc4\\x8a",
            "b"),
        from("A-12 policy compares", "<a@b\\xe3\\x80\\x82com>", "a", "b\\xe3\\x80\\x82com"),
        from("four octets", "<\\xf0\\x9f\\x98\\x80@b>", "\\xf0\\x9f\\x98\\x80", "b"),
        from(
            "a U-label has more octets",
            "<a@" + "\\xe4\\xb8\\x80".repeat(40) + ">",
            "a",
            "\\xe4\\xb8\\x80".repeat(40)),
        refuses("C-12 Latin-1", ENCODING, "MAIL FROM:<¦\\xe9@b>"),
        refuses("C-13 no lead octet", ENCODING, "MAIL FROM:<a¦\\xff@b>"),
        refuses("C-13 surrogate", ENCODING, "MAIL FROM:<¦\\xed\\xa0\\x80@b>"),
        refuses("C-13 overlong", ENCODING, "MAIL FROM:<¦\\xc0\\xbc@b>"),
        refuses("C-13 in the domain", ENCODING, "MAIL FROM:<a@b¦\\x80>"),
        refuses("C-13 in quotes", ENCODING, "RCPT TO:<\"¦\\xc3\"@b>"),
        refuses("C-13 in a route", ENCODING, "RCPT TO:<@¦\\xc3,@b:c@d>"),
        refuses("C-13 cut by the end", ENCODING, "RCPT TO:<a@¦\\xe3\\x80"),
        refuses("J-04 NEL", ENCODING, "MAIL FROM:<a¦\\xc2\\x85@b>"),
        refuses("a character is no quoted pair", REVERSE_PATH, "MAIL FROM:<\"\\¦\\xc3\\xa9\"@b>"));
  }

  private static Arguments from(String name, String path, String local, String domain) {
    Path.Address address = new Path.Address(List.of(), wire(local), wire(domain));
    return reads(name, "MAIL FROM:" + path, new Command.Mail(address, List.of()));
  }

  private static Arguments to(
      String name, String path, String local, String domain, String... route) {
    List<Octets> hops = Arrays.stream(route).map(Table::wire).toList();
    Path.Address address = new Path.Address(hops, wire(local), wire(domain));
    return reads(name, "RCPT TO:" + path, new Command.Rcpt(address, List.of()));
  }
}
