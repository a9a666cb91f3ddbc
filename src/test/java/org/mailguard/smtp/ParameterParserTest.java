package org.mailguard.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailguard.smtp.SyntaxError.Kind.ARGUMENT;
import static org.mailguard.smtp.SyntaxError.Kind.ENCODING;
import static org.mailguard.smtp.Table.prints;
import static org.mailguard.smtp.Table.reads;
import static org.mailguard.smtp.Table.wire;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.smtp.Parameter.Notify.Condition;

class ParameterParserTest {
  private static final String MAIL = "MAIL FROM:<a@b> ";
  private static final String RCPT = "RCPT TO:<a@b> ";

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"values", "sizes", "xtext", "reports", "times", "flags", "lists"})
  void table(String name, String line, Object expected) {
    Table.check(line, expected);
  }

  static List<Arguments> values() {
    return List.of(
        mail("RFC 1870", "SIZE=1024", new Parameter.Size(1024)),
        mail("RFC 6152", "BODY=7bit", new Parameter.Body(Parameter.Body.Type.SEVEN_BIT)),
        mail("RFC 6152", "body=8BITMIME", new Parameter.Body(Parameter.Body.Type.EIGHT_BIT_MIME)),
        mail("RFC 3030", "BODY=BINARYMIME", new Parameter.Body(Parameter.Body.Type.BINARY_MIME)),
        mail("RFC 6531", "SMTPUTF8", new Parameter.SmtpUtf8()),
        mail("RFC 3461", "RET=full", new Parameter.Ret(true)),
        mail("RFC 3461", "RET=HDRS", new Parameter.Ret(false)),
        mail("RFC 3461", "ENVID=QQ+20314", new Parameter.EnvId(wire("QQ+20314"))),
        rcpt("RFC 3461", "NOTIFY=never", new Parameter.Notify(List.of())),
        rcpt("RFC 3461", "NOTIFY=DELAY", new Parameter.Notify(List.of(Condition.DELAY))),
        rcpt(
            "RFC 3461",
            "NOTIFY=SUCCESS,failure",
            new Parameter.Notify(List.of(Condition.SUCCESS, Condition.FAILURE))),
        rcpt("RFC 3461", "ORCPT=rfc822;a@b", new Parameter.Orcpt(wire("rfc822"), wire("a@b"))),
        mail("RFC 4954", "AUTH=<>", Parameter.AuthIdentity.NOBODY),
        mail("RFC 4954", "AUTH=a+2Bx@b", new Parameter.AuthIdentity(wire("a+2Bx@b"))),
        mail("RFC 2852", "BY=120;R", new Parameter.DeliverBy(120, 'R', false)),
        mail("RFC 2852", "by=-5;nt", new Parameter.DeliverBy(-5, 'N', true)),
        mail("RFC 2852", "BY=+0;N", new Parameter.DeliverBy(0, 'N', false)),
        mail("RFC 4865", "HOLDFOR=86400", new Parameter.HoldFor(86400)),
        mail(
            "RFC 4865",
            "HOLDUNTIL=2030-01-31T12:00:00Z",
            new Parameter.HoldUntil(wire("2030-01-31T12:00:00Z"))),
        mail("RFC 6710", "MT-PRIORITY=-9", new Parameter.MtPriority(-9)),
        mail("RFC 6710", "MT-PRIORITY=0", new Parameter.MtPriority(0)),
        rcpt(
            "RFC 7293",
            "RRVS=2014-04-03T23:01:00Z",
            new Parameter.Rrvs(wire("2014-04-03T23:01:00Z"), null)),
        rcpt(
            "RFC 7293",
            "RRVS=2014-04-03T23:01:00Z;c",
            new Parameter.Rrvs(wire("2014-04-03T23:01:00Z"), 'C')),
        mail("RFC 8689", "REQUIRETLS", new Parameter.RequireTls()),
        mail("A-17", "XVERP", new Parameter.Other(wire("XVERP"), null)),
        mail("A-17", "x-foo=Bar", new Parameter.Other(wire("X-FOO"), wire("Bar"))),
        rcpt("A-17", "XVERB=1", new Parameter.Other(wire("XVERB"), wire("1"))),
        mail("RFC 6531", "X=\\xc3\\xa9", new Parameter.Other(wire("X"), wire("\\xc3\\xa9"))));
  }

  static List<Arguments> sizes() {
    return List.of(
        refuses("A-13", "SIZE=¦-1"),
        refuses("A-13", "SIZE=1¦e9"),
        refuses("A-13", "SIZE=¦99999999999999999999"),
        refuses("A-13", "SIZE=¦"),
        refuses("A-13", "SIZE¦"),
        refuses("A-13", "SIZE=10 ¦SIZE=99999999"),
        refuses("A-13 21 digits", "SIZE=¦000000000000000000001"),
        refuses("A-13 fullwidth", "SIZE=¦\\xef\\xbc\\x95"),
        mail("A-13 the most", "SIZE=9223372036854775807", new Parameter.Size(Long.MAX_VALUE)),
        mail("A-13 20 digits", "SIZE=00000000000000000001", new Parameter.Size(1)),
        refuses("RFC 6152", "BODY¦=9BIT"),
        refuses("RFC 6152", "BODY=8BITMIME¦X"),
        refuses("RFC 6152", "BODY¦"),
        refuses("RFC 6710", "MT-PRIORITY=¦10"),
        refuses("RFC 6710", "MT-PRIORITY=-¦0"),
        refuses("RFC 6710", "MT-PRIORITY=¦+1"),
        refuses("RFC 6710", "MT-PRIORITY=¦"));
  }

  static List<Arguments> xtext() {
    return List.of(
        refuses("A-14 LF", "AUTH=a¦+0Ab"),
        refusesRcpt("A-14 LF", "ORCPT=rfc822;a¦+0Ab"),
        refuses("A-14 CR", "ENVID=a¦+0D+0A"),
        refuses("A-14 NUL", "ENVID=¦+00"),
        refuses("A-14 DEL", "ENVID=¦+7F"),
        refuses("A-14 8-bit", "ENVID=¦+E9"),
        refuses("A-14 lower case", "ENVID=¦+2b"),
        refuses("A-14 half a pair", "ENVID=a¦+2"),
        refuses("A-14 half a pair", "ENVID=a¦+"),
        refuses("RFC 3461 = has to be encoded", "ENVID=a¦=b"),
        refuses("RFC 3461 100 octets", "ENVID=" + "a".repeat(100) + "¦a"),
        prints("100 octets", MAIL + "ENVID=" + "a".repeat(100), MAIL + "ENVID=" + "a".repeat(100)),
        refuses("no value", "ENVID=¦"),
        refuses("no value", "ENVID¦"),
        refuses("RFC 4954 500 octets", "AUTH=" + "a".repeat(500) + "¦a"),
        refuses("8-bit", "AUTH=a¦\\xc3\\xa9"));
  }

  static List<Arguments> reports() {
    return List.of(
        refusesRcpt("A-16", "ORCPT=rfc822;a¦;b"),
        refusesRcpt("A-16", "NOTIFY=NEVER¦,FAILURE"),
        refusesRcpt("A-16", "NOTIFY=FAILURE,¦NEVER"),
        refuses("A-16", "RET¦=BOTH"),
        refuses("A-16", "¦NOTIFY=NEVER"),
        refusesRcpt("NOTIFY twice the same", "NOTIFY=DELAY,DELAY¦"),
        refusesRcpt("NOTIFY no list", "NOTIFY=¦"),
        refusesRcpt("NOTIFY empty element", "NOTIFY=DELAY,¦,FAILURE"),
        refusesRcpt("NOTIFY unknown", "NOTIFY=¦ALWAYS"),
        refusesRcpt("ORCPT without type", "ORCPT=¦;a@b"),
        refusesRcpt("ORCPT without ;", "ORCPT=a¦@b"),
        refusesRcpt("ORCPT without address", "ORCPT=rfc822;¦"),
        refusesRcpt("RFC 3461 500 octets", "ORCPT=rfc822;" + "a".repeat(500) + "¦a"),
        rcpt(
            "RFC 6533 raw",
            "ORCPT=utf-8;\\xc3\\xa9@b",
            new Parameter.Orcpt(wire("utf-8"), wire("\\xc3\\xa9@b"))),
        rcpt(
            "RFC 6533 encoded",
            "ORCPT=UTF-8;\\x5cx{E9}\\x5cx{2B}x@b",
            new Parameter.Orcpt(wire("UTF-8"), wire("\\x5cx{E9}\\x5cx{2B}x@b"))),
        refusesRcpt("A-14 LF", "ORCPT=utf-8;a¦\\x5cx{0A}"),
        refusesRcpt("A-14 NEL", "ORCPT=utf-8;a¦\\x5cx{85}"),
        refusesRcpt("A-14 surrogate", "ORCPT=utf-8;a¦\\x5cx{D800}"),
        refusesRcpt("A-14 above Unicode", "ORCPT=utf-8;a¦\\x5cx{110000}"),
        refusesRcpt("A-14 seven digits", "ORCPT=utf-8;a¦\\x5cx{0000E9A}"),
        refusesRcpt("A-14 lower case", "ORCPT=utf-8;a¦\\x5cx{e9}"),
        refusesRcpt("A-14 unended", "ORCPT=utf-8;a¦\\x5cx{E9"),
        refusesRcpt("A-14 other backslash", "ORCPT=utf-8;a¦\\x5cn"),
        refusesRcpt("A-14 xtext of a second reader", "ORCPT=utf-8;a¦+0Ab"),
        Table.refuses("C-13", ENCODING, RCPT + "ORCPT=utf-8;a¦\\xff"),
        refusesRcpt("raw UTF-8 in another type", "ORCPT=rfc822;a¦\\xc3\\xa9"));
  }

  static List<Arguments> times() {
    return List.of(
        refuses("A-19 RFC 2852: R needs time", "BY=0;R¦"),
        refuses("A-19 RFC 2852: R needs time", "BY=-1;R¦"),
        refuses("RFC 2852 ten digits", "BY=¦1234567890;R"),
        refuses("RFC 2852 two signs", "BY=-¦+1;N"),
        refuses("RFC 2852 no mode", "BY=1¦"),
        refuses("RFC 2852 unknown mode", "BY=1;¦X"),
        refuses("RFC 2852 behind the trace", "BY=1;NT¦T"),
        refuses("A-19", "BY=¦"),
        refuses("A-19", "HOLDFOR=¦"),
        refuses("RFC 4865 not now", "HOLDFOR=¦0"),
        refuses("RFC 4865 ten digits", "HOLDFOR=¦1234567890"),
        refuses("RFC 4865 either or", "HOLDFOR=1 ¦HOLDUNTIL=2030-01-31T12:00:00Z"),
        refuses("HOLDUNTIL without a time", "HOLDUNTIL=¦2030-01-31"),
        refuses("lower case", "HOLDUNTIL=¦2030-01-31t12:00:00z"),
        refuses("no zone", "HOLDUNTIL=¦2030-01-31T12:00:00"),
        refuses("no such month", "HOLDUNTIL=¦2030-13-01T12:00:00Z"),
        refuses("no such day", "HOLDUNTIL=¦2030-02-29T12:00:00Z"),
        refuses("no such day", "HOLDUNTIL=¦2030-04-31T12:00:00Z"),
        refuses("no such day: 2100 is no leap year", "HOLDUNTIL=¦2100-02-29T12:00:00Z"),
        refuses("no such hour", "HOLDUNTIL=¦2030-01-01T24:00:00Z"),
        refuses("no fraction", "HOLDUNTIL=¦2030-01-01T12:00:00.Z"),
        refuses("no such zone", "HOLDUNTIL=¦2030-01-01T12:00:00+24:00"),
        prints(
            "leap day, leap second, fraction, zone",
            MAIL + "HOLDUNTIL=2028-02-29T23:59:60.25-01:30",
            MAIL + "HOLDUNTIL=2028-02-29T23:59:60.25-01:30"),
        refusesRcpt("RFC 7293 unknown action", "RRVS=2014-04-03T23:01:00Z;¦X"),
        refusesRcpt("RFC 7293 no action", "RRVS=2014-04-03T23:01:00Z;¦"),
        refusesRcpt("A-19", "RRVS=¦"));
  }

  static List<Arguments> flags() {
    return List.of(
        refuses("A-18 a flag has no value", "SMTPUTF8¦=1"),
        refuses("A-19 a flag has no value", "REQUIRETLS¦="),
        refusesRcpt("MAIL's", "¦SIZE=1"),
        refusesRcpt("MAIL's", "¦BODY=7BIT"),
        refusesRcpt("MAIL's", "¦SMTPUTF8"),
        refusesRcpt("MAIL's", "¦RET=FULL"),
        refusesRcpt("MAIL's", "¦ENVID=a"),
        refusesRcpt("MAIL's", "¦AUTH=<>"),
        refusesRcpt("MAIL's", "¦BY=1;N"),
        refusesRcpt("MAIL's", "¦HOLDFOR=1"),
        refusesRcpt("MAIL's", "¦HOLDUNTIL=2030-01-31T12:00:00Z"),
        refusesRcpt("MAIL's", "¦MT-PRIORITY=1"),
        refusesRcpt("MAIL's", "¦REQUIRETLS"),
        refuses("RCPT's", "¦ORCPT=rfc822;a"),
        refuses("RCPT's", "¦RRVS=2014-04-03T23:01:00Z"));
  }

  static List<Arguments> lists() {
    return List.of(
        prints(
            "order is kept", MAIL + "BODY=8BITMIME size=1 X-A", MAIL + "BODY=8BITMIME SIZE=1 X-A"),
        Table.prints(
            "several spaces",
            "MAIL FROM:<a@b>   SIZE=1  BODY=7BIT",
            "MAIL FROM:<a@b> SIZE=1 BODY=7BIT"),
        Table.refuses("a tab", ARGUMENT, "MAIL FROM:<a@b>¦\\x09SIZE=1"),
        refuses("unknown twice", "X=1 Y ¦x=2"),
        refuses("no keyword", "¦=1"),
        refuses("no keyword", "¦-X=1"),
        refuses("no keyword", "X¦_Y=1"),
        refuses("unknown without a value", "X=¦"),
        refuses("RFC 5321: no = in a value", "XVERP=+¦=+"),
        Table.refuses("C-13", ENCODING, MAIL + "X=¦\\xc0\\x80"),
        refuses("32 at most", many(32) + " ¦Y"),
        prints("32", MAIL + many(32), MAIL + many(32)));
  }

  private static String many(int count) {
    return IntStream.range(0, count).mapToObj(i -> "X" + i).collect(Collectors.joining(" "));
  }

  @Test
  void namesTheCommandThatAParameterBelongsTo() {
    assertThat(Table.parse(MAIL + "NOTIFY=NEVER"))
        .isEqualTo(new SyntaxError(ARGUMENT, 16, "a parameter of MAIL; NOTIFY is one of RCPT"));
  }

  private static Arguments mail(String name, String parameter, Parameter expected) {
    Path.Address path = new Path.Address(List.of(), wire("a"), wire("b"));
    return reads(name, MAIL + parameter, new Command.Mail(path, List.of(expected)));
  }

  private static Arguments rcpt(String name, String parameter, Parameter expected) {
    Path.Address path = new Path.Address(List.of(), wire("a"), wire("b"));
    return reads(name, RCPT + parameter, new Command.Rcpt(path, List.of(expected)));
  }

  private static Arguments refuses(String name, String parameters) {
    return Table.refuses(name, ARGUMENT, MAIL + parameters);
  }

  private static Arguments refusesRcpt(String name, String parameters) {
    return Table.refuses(name, ARGUMENT, RCPT + parameters);
  }
}
