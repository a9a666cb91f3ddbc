package org.mailguard.smtp;

import static org.mailguard.smtp.SyntaxError.Kind.ARGUMENT;
import static org.mailguard.smtp.Table.prints;
import static org.mailguard.smtp.Table.reads;
import static org.mailguard.smtp.Table.refuses;
import static org.mailguard.smtp.Table.wire;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The name that a client gives itself, and the address literals of greetings and paths. */
class HostParserTest {
  /** 254 octets. */
  private static final String LONG = "a.".repeat(127);

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"greetings", "addresses4", "addresses6"})
  void table(String name, String line, Object expected) {
    Table.check(line, expected);
  }

  static List<Arguments> greetings() {
    return List.of(
        reads("RFC 5321", "EHLO mx.example", new Command.Ehlo(wire("mx.example"))),
        reads("RFC 5321", "helo mx.example", new Command.Helo(wire("mx.example"))),
        prints("case of the name is the client's", "ehlo Mx.Example", "EHLO Mx.Example"),
        prints("a single label", "EHLO localhost", "EHLO localhost"),
        prints("Windows names", "EHLO MY_PC", "EHLO MY_PC"),
        prints("Windows names, cut at 15", "EHLO MARKETING-ROOM-", "EHLO MARKETING-ROOM-"),
        prints("some begin with it", "EHLO _x", "EHLO _x"),
        prints("printers", "EHLO 192.0.2.1", "EHLO 192.0.2.1"),
        prints("the root of the DNS", "EHLO mx.example.", "EHLO mx.example"),
        prints("63 octets", "EHLO " + "a".repeat(63), "EHLO " + "a".repeat(63)),
        prints("255 octets", "EHLO " + LONG + "a", "EHLO " + LONG + "a"),
        prints("255 octets and the root", "EHLO " + LONG + "a.", "EHLO " + LONG + "a"),
        refuses("RFC 5321: 501", ARGUMENT, "EHLO¦"),
        refuses("RFC 5321: 501", ARGUMENT, "HELO¦"),
        refuses("C-25 option", ARGUMENT, "EHLO ¦-oX"),
        refuses("C-25 option", ARGUMENT, "EHLO a.¦-oX"),
        refuses("C-25 two words", ARGUMENT, "EHLO a ¦b"),
        refuses("C-25 two spaces", ARGUMENT, "EHLO ¦ a"),
        refuses("C-25 8-bit", ARGUMENT, "EHLO ¦\\x80"),
        refuses("C-25 A-labels only before SMTPUTF8", ARGUMENT, "EHLO ¦\\xc3\\xa9.example"),
        refuses("C-25 64 octets", ARGUMENT, "EHLO " + "a".repeat(63) + "¦a"),
        refuses("C-25 256 octets", ARGUMENT, "EHLO " + LONG + "a¦a"),
        refuses("C-25 1000 octets", ARGUMENT, "EHLO " + LONG + "a¦." + "a.".repeat(372)),
        refuses("C-24 terminal", ARGUMENT, "EHLO ¦\\x1b[2J"),
        refuses("C-24 format", ARGUMENT, "EHLO ¦%n"),
        refuses("C-24 look-up", ARGUMENT, "EHLO ¦${jndi:ldap://x}"),
        refuses("no label", ARGUMENT, "EHLO a.¦.b"),
        refuses("no label", ARGUMENT, "EHLO ¦."),
        refuses("X-04 xtext", ARGUMENT, "EHLO a¦+20b"));
  }

  static List<Arguments> addresses4() {
    return List.of(
        prints("RFC 5321", "EHLO [1.2.3.4]", "EHLO [1.2.3.4]"),
        prints("lowest and highest", "EHLO [0.0.255.255]", "EHLO [0.0.255.255]"),
        refuses("256", ARGUMENT, "EHLO [1.2.3.¦256]"),
        refuses("four digits", ARGUMENT, "EHLO [1.2.3.¦0004]"),
        refuses("octal to inet_aton", ARGUMENT, "EHLO [1.2.3.¦010]"),
        refuses("A-10 one number", ARGUMENT, "EHLO [1¦]"),
        refuses("A-10 two numbers", ARGUMENT, "EHLO [127.1¦]"),
        refuses("five numbers", ARGUMENT, "EHLO [1.2.3.4¦.5]"),
        refuses("hexadecimal", ARGUMENT, "EHLO [0¦x7f.0.0.1]"),
        refuses("no end", ARGUMENT, "EHLO [1.2.3.4¦"),
        refuses("nothing", ARGUMENT, "EHLO [¦]"),
        refuses("behind it", ARGUMENT, "EHLO [1.2.3.4]¦x"),
        refuses("a name in brackets", ARGUMENT, "EHLO [¦mx.example]"));
  }

  static List<Arguments> addresses6() {
    return List.of(
        prints("RFC 5321", "EHLO [IPv6:2001:db8::1]", "EHLO [IPv6:2001:db8::1]"),
        prints("tag in any case", "EHLO [ipv6:::1]", "EHLO [ipv6:::1]"),
        prints("no tag", "EHLO [2001:db8::1]", "EHLO [2001:db8::1]"),
        prints("no tag", "EHLO [::1]", "EHLO [::1]"),
        prints("any", "EHLO [IPv6:::]", "EHLO [IPv6:::]"),
        prints("full", "EHLO [IPv6:1:2:3:4:5:6:7:8]", "EHLO [IPv6:1:2:3:4:5:6:7:8]"),
        prints("one group left out", "EHLO [IPv6:1:2:3:4:5:6:7::]", "EHLO [IPv6:1:2:3:4:5:6:7::]"),
        prints("IPv4 in it", "EHLO [IPv6:::ffff:1.2.3.4]", "EHLO [IPv6:::ffff:1.2.3.4]"),
        prints("IPv4 in it", "EHLO [IPv6:1:2:3:4:5:6:1.2.3.4]", "EHLO [IPv6:1:2:3:4:5:6:1.2.3.4]"),
        refuses("IPv4 too early", ARGUMENT, "EHLO [IPv6:¦1.2.3.4]"),
        refuses("IPv4 too late", ARGUMENT, "EHLO [IPv6:¦1:2:3:4:5:6:7:1.2.3.4]"),
        refuses("IPv4 wrong", ARGUMENT, "EHLO [IPv6:::¦fe.2.3.4]"),
        refuses("seven groups", ARGUMENT, "EHLO [IPv6:¦1:2:3:4:5:6:7]"),
        refuses("nine groups", ARGUMENT, "EHLO [IPv6:1:2:3:4:5:6:7:8:¦9]"),
        refuses("eight groups and ::", ARGUMENT, "EHLO [IPv6:¦1:2:3:4::5:6:7:8]"),
        refuses("twice ::", ARGUMENT, "EHLO [IPv6:1::2:¦:3]"),
        refuses("three colons", ARGUMENT, "EHLO [IPv6:1::¦:]"),
        refuses("a colon at the end", ARGUMENT, "EHLO [IPv6:1:2:¦]"),
        refuses("a colon at the start", ARGUMENT, "EHLO [IPv6:¦:1]"),
        refuses("five digits", ARGUMENT, "EHLO [IPv6:1234¦5::]"),
        refuses("zone", ARGUMENT, "EHLO [IPv6:fe80::1¦%eth0]"),
        refuses("no brackets", ARGUMENT, "EHLO 2001¦:db8::1"),
        refuses("another tag", ARGUMENT, "EHLO [¦x400:a]"));
  }
}
