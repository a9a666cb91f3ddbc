package org.mailguard.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.ContentScanner;
import org.mailguard.inspect.Signature;
import org.mailguard.inspect.TransferEncoding;

/** Rules about content against small messages; each message whole and octet by octet. */
class ContentJudgeTest {
  private static final String PLAIN =
      "From: a@x.example\nTo: b@x.example, c@x.example\nSubject: =?utf-8?q?h=61llo?= you\n\ntext\n";

  private static final Action REFUSE = new Action.Refuse(null);
  private static final Action LOG = new Action.Log();
  private static final Action STRIP = new Action.Strip();
  private static final Action ALLOW = new Action.Allow();

  static Arguments[] criteria() {
    String line = "x".repeat(999);
    return new Arguments[] {
      row("a header line of 998", lineAbove(998), "X: " + "x".repeat(995) + "\n\n", ""),
      row(
          "of 999",
          lineAbove(998),
          "X: " + "x".repeat(996) + "\n\n",
          "a header line of 999 octets"),
      row("a body line is none", lineAbove(998), "X: y\n\n" + line + "\n", ""),
      row("nor one of a part's header", lineAbove(998), multipart("X: " + line + "\n\n"), ""),
      row(
          "header",
          new ContentCriterion.HeaderLength(5),
          "X: y\n\n",
          "a header of more than 5 octets"),
      row("header", new ContentCriterion.HeaderLength(6), "X: y\n\n", ""),
      row("fields", new ContentCriterion.HeaderCount(2), PLAIN, "a header of 3 fields"),
      row("fields", new ContentCriterion.HeaderCount(3), PLAIN, ""),
      row("addresses", new ContentCriterion.ToFieldsCount(1), PLAIN, "To with 2 addresses"),
      row("addresses", new ContentCriterion.ToFieldsCount(2), PLAIN, ""),
      row("a field by its name", field("subject", null), PLAIN, "field Subject"),
      row("by another", field("date", null), PLAIN, ""),
      row("by an expression", fields("^sub", null), PLAIN, "field Subject"),
      row("and its value, decoded", field("subject", "hallo you"), PLAIN, "field Subject"),
      row("and as it is written", field("subject", "=61"), PLAIN, "field Subject"),
      row("and not in it", field("subject", "bye"), PLAIN, ""),
      row("folded", field("x", "a b"), "X: a\n b\n\n", "field X"),
      row("a field of a part", field("x", null), multipart("X: y\n\n"), ""),
      row("a body line of 998", bodyLineAbove(998), "X: y\n\n" + line.substring(1) + "\n", ""),
      row("of 999", bodyLineAbove(998), "X: y\n\n" + line + "\n", "a body line of 999 octets"),
      row("of 999 without end", bodyLineAbove(998), "X: y\n\n" + line, "a body line of 999 octets"),
      row("body", new ContentCriterion.BodyLength(5), PLAIN, "a body of 6 octets"),
      row("body", new ContentCriterion.BodyLength(6), PLAIN, ""),
      row("type", type("^image/"), multipart("Content-Type: IMAGE/png\n\n"), "type image/png"),
      row("type of the message itself", type("text/plain"), PLAIN, "type text/plain"),
      row(
          "encoding",
          new ContentCriterion.MimeEncoding(Set.of(TransferEncoding.OTHERS)),
          multipart("Content-Transfer-Encoding: x-uue\n\n"),
          "encoding x-uue"),
      row(
          "no encoding",
          new ContentCriterion.MimeEncoding(Set.of(TransferEncoding.SEVEN_BIT)),
          multipart("X: y\n\n"),
          "no encoding"),
      row("a name of 255", nameAbove(255), named("n".repeat(255)), ""),
      row("of 256", nameAbove(255), named("n".repeat(256)), "a file name of 256 characters"),
      row("a name", name("x.*y"), named("axby"), "file name axby"),
      row("extension", extension(), named("a.EXE"), "file name a.EXE"),
      row("extension behind another", extension(), named("a.txt.exe"), "file name a.txt.exe"),
      row("extension before another", extension(), named("a.exe.txt"), ""),
      row("of two words", extension(), named("a.tar.gz"), "file name a.tar.gz"),
      row("dots behind", extension(), named("a.exe..."), "file name a.exe..."),
      row("blanks behind", extension(), named("a.exe . "), "file name a.exe . "),
      row("a NUL behind", extension(), named("a.exe\0.txt"), "file name a.exe\\x00.txt"),
      row("a NUL at the end", extension(), named("a.exe\0"), "file name a.exe\\x00"),
      row("no dot", extension(), named("exe"), ""),
      row(
          "another reading",
          extension(),
          multipart("Content-Type: x/y; name=a.txt; name=b.exe\n\n"),
          "file name b.exe"),
      row(
          "a semicolon in a comment",
          extension(),
          multipart("Content-Type: x/y (c; name=b.exe\n\n"),
          "file name b.exe"),
      row(
          "behind an escaped quote",
          extension(),
          multipart("Content-Type: x/y; a=\"\\\"; name=b.exe; c=\"\n\n"),
          "file name b.exe"),
      row(
          "behind a quote that never closes",
          extension(),
          multipart("Content-Type: x/y; a=\"b; name=b.exe\n\n"),
          "file name b.exe"),
      row(
          "a quote too much",
          extension(),
          multipart("Content-Type: x/y; name=b.exe\"\n\n"),
          "file name b.exe"),
      row(
          "a quoted value behind a comment",
          extension(),
          multipart("Content-Type: x/y; name=(c)\"b.exe\"\n\n"),
          "file name (c)b.exe"),
      row(
          "a comment in the last piece",
          extension(),
          multipart("Content-Type: x/y; name*0=b.; name*1=exe(c)\n\n"),
          "file name b.exe"),
      row(
          "a piece twice",
          extension(),
          multipart("Content-Type: x/y; name*0=b.; name*1=txt; name*1=exe\n\n"),
          "file name b.exe"),
      row(
          "an equals sign that pads nothing",
          new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false),
          multipart("Content-Transfer-Encoding: base64\n\nT=V=qQAAMAAAA\n"),
          "content executable in part 1"),
      row(
          "padding in the middle",
          new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false),
          multipart("Content-Transfer-Encoding: base64\n\nTQ==WpAAAwAAAA\n"),
          "content executable in part 1"),
      row(
          "an encoding in quotes",
          new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false),
          multipart("Content-Transfer-Encoding: \"base64\", x\n\nTVqQAAMAAAA\n"),
          "content executable in part 1"),
      row(
          "content",
          new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false),
          multipart("Content-Transfer-Encoding: base64\n\nTVqQAAMAAAA\n"),
          "content executable in part 1"),
      row(
          "nested archive",
          new ContentCriterion.MimeContent(Set.of(), true),
          multipart("\nPK\3\4" + "\0".repeat(22) + "\5\0\0\0x.zip"),
          "content zip in part 1 with an archive in it"),
      row(
          "any zip",
          new ContentCriterion.MimeContent(Set.of(Signature.ZIP), false),
          multipart("\nPK\3\4" + "\0\0\1" + "\0".repeat(19) + "\5\0\0\0x.txt"),
          "content encrypted-zip in part 1"),
      row(
          "encrypted zip",
          new ContentCriterion.MimeContent(Set.of(Signature.ENCRYPTED_ZIP), false),
          multipart("\nPK\3\4" + "\0".repeat(22) + "\5\0\0\0x.txt"),
          ""),
      row("parts", new ContentCriterion.MimeParts(1), multipart("\n\n--b\n\n"), "more than 1 part"),
      row("parts", new ContentCriterion.MimeParts(2), multipart("\n\n--b\n\n"), ""),
      row("depth", new ContentCriterion.MimeDepth(0), multipart("\n"), "parts deeper than 0"),
      row("depth", new ContentCriterion.MimeDepth(1), multipart("\n"), ""),
      row(
          "anomaly",
          new ContentCriterion.MimeAnomaly(Set.of(ContentAnomaly.NO_CLOSE_DELIMITER)),
          multipart("\n").replace("--b--", ""),
          "anomaly no-close-delimiter"),
      row(
          "message",
          new ContentCriterion.MessageLength(9),
          PLAIN,
          "a message of more than 9 octets"),
      row("message", new ContentCriterion.MessageLength(1000), PLAIN, "")
    };
  }

  private static Arguments row(String name, Criterion criterion, String message, String expected) {
    return Arguments.of(name, criterion, message, expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("criteria")
  void criterion(String name, Criterion criterion, String message, String expected) {
    boolean found = !expected.isEmpty();
    assertThat(said(message, rule(criterion, false, REFUSE)))
        .isEqualTo(found ? "refused 1 " + expected : "");
    assertThat(said(message, rule(criterion, false, LOG))).isEqualTo(found ? "1 " + expected : "");
    Rule observed = rule(criterion, false, REFUSE).onlyObserved();
    assertThat(said(message, observed)).isEqualTo(found ? "1 " + expected : "");
  }

  /** Whole messages and headers that have no such thing. */
  @ParameterizedTest(name = "not {0}: {1}")
  @MethodSource("criteria")
  void negated(String name, Criterion criterion, String message, String expected) {
    if (PartJudge.isOfHeader(criterion)) {
      return;
    }
    assertThat(said(message, rule(criterion, true, REFUSE)).isEmpty())
        .isEqualTo(!expected.isEmpty());
  }

  @Test
  void notIsAnotherTypeEncodingOrName() {
    String message = multipart("Content-Type: image/png; name=a.png\n\n");
    assertThat(said(message, rule(type("^(text|multipart)/"), true, REFUSE)))
        .isEqualTo("refused 1 type image/png");
    assertThat(said(message, rule(type("/"), true, REFUSE))).isEmpty();
    assertThat(said(message, rule(extension(), true, REFUSE)))
        .isEqualTo("refused 1 file name a.png");
    assertThat(said(PLAIN, rule(extension(), true, REFUSE))).isEmpty();
    Criterion sevenBit = new ContentCriterion.MimeEncoding(Set.of(TransferEncoding.SEVEN_BIT));
    assertThat(said(message, rule(sevenBit, true, REFUSE))).isEmpty();
  }

  @Test
  void logRulesAreRecordedOnce() {
    String message = "X: a\nX: b\nY: c\n\n";
    assertThat(said(message, rule(fields(".", null), false, LOG))).isEqualTo("1 field X");
    assertThat(said(message, rule(field("x", "b"), false, LOG))).isEqualTo("1 field X");
  }

  @Test
  void nothingIsAskedBehindADecision() {
    assertThat(
            said(
                PLAIN,
                rule(field("from", null), false, LOG),
                rule(field("to", null), false, REFUSE),
                rule(field("to", null), false, LOG),
                rule(field("subject", null), false, LOG)))
        .isEqualTo("1 field From, refused 2 field To");
  }

  /** What an allowed field or part is, no rule behind is asked; another one is. */
  @Test
  void allowIsForOneThing() {
    Rule allow = rule(field("x", "good"), false, ALLOW);
    Rule refuse = rule(field("x", null), false, REFUSE);
    assertThat(said("X: good\nX: good\n\n", allow, refuse)).isEqualTo("1 field X");
    assertThat(said("X: good\nX: bad\n\n", allow, refuse))
        .isEqualTo("1 field X, refused 2 field X");
    Rule pdf = rule(type("application/pdf"), false, ALLOW);
    Rule exe = rule(extension(), false, REFUSE);
    String part = "Content-Type: application/pdf; name=a.exe\n\n";
    assertThat(said(multipart(part), pdf, exe)).isEqualTo("1 type application/pdf");
    assertThat(said(multipart(part), exe, pdf)).isEqualTo("refused 1 file name a.exe");
    Rule program =
        rule(new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false), false, REFUSE);
    assertThat(said(multipart(part + "MZ\n"), pdf, program)).isEqualTo("1 type application/pdf");
    assertThat(said(multipart(part + "MZ\n"), program, pdf))
        .isEqualTo("2 type application/pdf, refused 1 content executable in part 1");
  }

  /** The number and the depth of a part are of the part, and stand in the order of the rules. */
  @Test
  void allowIsForTheCountsOfAPartToo() {
    Rule type = rule(type("x/y"), false, ALLOW);
    Rule parts = rule(new ContentCriterion.MimeParts(0), false, REFUSE);
    Rule depth = rule(new ContentCriterion.MimeDepth(0), false, REFUSE);
    String message = multipart("Content-Type: x/y\n\n");
    assertThat(said(message, type, parts, depth)).isEqualTo("1 type x/y");
    assertThat(said(message, parts, type)).isEqualTo("refused 1 more than 0 parts");
    assertThat(said(message, depth, type)).isEqualTo("refused 1 parts deeper than 0");
    Rule allowed = rule(new ContentCriterion.MimeParts(0), false, ALLOW);
    Rule refused = rule(type("x/y"), false, REFUSE);
    assertThat(said(message, allowed, depth, refused)).isEqualTo("1 more than 0 parts");
    assertThat(said(message, rule(type("x/y"), false, STRIP), parts)).isEqualTo("1 type x/y");
  }

  /** A rule with not is about the header, or the message, as it came. */
  @Test
  void whatARuleBeforeLetsPassIsThere() {
    Rule field = rule(fields("^x", null), false, ALLOW);
    Rule noField = rule(field("x", null), true, REFUSE);
    assertThat(said("X: y\n\n", field, noField)).isEqualTo("1 field X");
    assertThat(said("X: y\n\n", rule(fields("^x", null), false, STRIP), noField))
        .isEqualTo("1 field X");
    assertThat(said("Y: x\n\n", field, noField))
        .isEqualTo("refused 2 a header without such a field");
    Rule type = rule(type("x/y"), false, ALLOW);
    String message = multipart("Content-Type: x/y\n\nMZ\n");
    for (ContentCriterion criterion :
        List.of(
            new ContentCriterion.MimeParts(0),
            new ContentCriterion.MimeDepth(0),
            new ContentCriterion.MimeContent(Set.of(Signature.EXECUTABLE), false))) {
      assertThat(said(message, type, rule(criterion, true, REFUSE)))
          .as("%s", criterion)
          .isEqualTo("1 type x/y");
    }
    ContentAnomaly open = ContentAnomaly.NO_CLOSE_DELIMITER;
    String unclosed = "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n--b\n\n";
    assertThat(
            said(
                unclosed,
                rule(new ContentCriterion.MimeAnomaly(Set.of(open)), false, ALLOW),
                rule(new ContentCriterion.MimeAnomaly(Set.of(open)), true, REFUSE)))
        .isEqualTo("1 anomaly no-close-delimiter");
  }

  /** The message itself cannot be taken out of itself, nor can what is no part. */
  @Test
  void whatCannotBeTakenOutIsRefused() {
    assertThat(said(PLAIN, rule(type("text/plain"), false, STRIP)))
        .isEqualTo("refused 1 type text/plain");
    assertThat(said(PLAIN, rule(new ContentCriterion.HeaderCount(1), false, STRIP)))
        .isEqualTo("refused 1 a header of 3 fields");
    assertThat(said(PLAIN, rule(field("date", null), true, STRIP)))
        .isEqualTo("refused 1 a header without such a field");
    assertThat(said(multipart("Content-Type: x/y\n\n"), rule(type("x/y"), false, STRIP)))
        .isEqualTo("1 type x/y");
  }

  /** Of a part that does not pass, nothing is asked any more. */
  @Test
  void insideOfWhatIsTakenOutNothingMatters() {
    String inner =
        "Content-Type: multipart/x; boundary=c; name=a.exe\n\n--c\nContent-Type: x/y\n\n--c--\n";
    assertThat(
            said(
                multipart(inner),
                rule(extension(), false, STRIP),
                rule(type("x/y"), false, REFUSE)))
        .isEqualTo("1 file name a.exe");
  }

  static Arguments[] hidden() {
    String parts = "--b\n\n".repeat(1001);
    return new Arguments[] {
      row(
          "value",
          field("x", "z"),
          "X: " + "y".repeat(9000) + "z\n\n",
          "a header field is too long"),
      row("name", fields("z", null), "y".repeat(300) + "z: y\n\n", "a header field is too long"),
      row(
          "fields",
          field("z", null),
          "X: y\n".repeat(2001) + "Z: y\n\n",
          "there are too many header fields"),
      row(
          "a part's header",
          extension(),
          multipart("Content-Type: x/y; name=\"" + "y".repeat(9000) + ".exe\"\n\n"),
          "the header of a part is too big"),
      row(
          "parameters",
          extension(),
          multipart("Content-Type: x/y; " + "name=a;".repeat(70) + "name=a.exe\n\n"),
          "the header of a part is too big"),
      row("parts", extension(), multipart("\n\n" + parts), "there are too many parts"),
      row(
          "contents",
          new ContentCriterion.MimeContent(Set.of(Signature.ELF), false),
          multipart("\n\n" + parts),
          "there are too many parts"),
      row("depth", extension(), nested(40), "parts are too deep in parts"),
      row("depth", new ContentCriterion.MimeParts(100), nested(40), "parts are too deep in parts"),
      row(
          "boundary",
          extension(),
          "Content-Type: multipart/x; boundary=" + "b".repeat(300) + "\n\n",
          "a boundary is too long"),
      contradiction("boundaries", "Content-Type: multipart/x; boundary=a; boundary=b\n"),
      contradiction("comment", "Content-Type: multipart/x; boundary=(a)b\n"),
      contradiction("blank", "Content-Type: multipart/x; boundary=a b\n"),
      contradiction("backslash", "Content-Type: multipart/x; boundary=\"a\\b\"\n"),
      contradiction("extended", "Content-Type: multipart/x; boundary=a; boundary*0=b\n"),
      contradiction(
          "multiparts",
          "Content-Type: multipart/x; boundary=a\nContent-Type: multipart/x; boundary=b\n"),
      contradiction("types", "Content-Type: text/plain\nContent-Type: message/rfc822\n"),
      contradiction(
          "encodings", "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n"),
    };
  }

  private static Arguments contradiction(String name, String header) {
    return row(
        name,
        new ContentCriterion.MimeContent(Set.of(Signature.ELF), false),
        multipart(header + "\n"),
        "the header of a part says two things");
  }

  /** What is said twice and alike is said once, and where it decides nothing it may differ. */
  @Test
  void repetitionsAreNoContradictions() {
    String header =
        """
        Content-Type: multipart/x; charset=a; boundary=c
        Content-Type: multipart/x; charset=b; boundary="c "
        Content-Transfer-Encoding: 8bit
        Content-Transfer-Encoding: 8BIT

        --c

        """;
    assertThat(said(multipart(header), rule(extension(), false, REFUSE))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hidden")
  void whatIsHiddenFromARefusalIsRefused(
      String name, Criterion criterion, String message, String why) {
    String on = "1 cannot be decided, " + why;
    assertThat(said(message, rule(criterion, false, REFUSE))).isEqualTo("refused " + on);
    assertThat(said(message, rule(criterion, false, STRIP))).isEqualTo("refused " + on);
    assertThat(said(message, rule(criterion, false, REFUSE).onlyObserved())).isEqualTo(on);
    assertThat(said(message, rule(criterion, false, LOG))).isEmpty();
    assertThat(said(message, rule(criterion, false, ALLOW))).isEmpty();
  }

  /** A long field of another name, as honest mail has, hides nothing. */
  @Test
  void longFieldsOfOtherNamesAreNotRefused() {
    String references = "References: " + "<a@b.example> ".repeat(1000) + "\n\n";
    assertThat(said(references, rule(field("subject", "x"), false, REFUSE))).isEmpty();
    assertThat(said(references, rule(fields("^subj", "x"), false, REFUSE))).isEmpty();
    assertThat(said(references, rule(extension(), false, REFUSE))).isEmpty();
  }

  @Test
  void depthsThatRulesSpeakOfAreSeen() {
    assertThat(said(nested(60), rule(new ContentCriterion.MimeDepth(50), false, REFUSE)))
        .isEqualTo("refused 1 parts deeper than 50");
    assertThat(said(nested(40), rule(new ContentCriterion.MimeDepth(50), false, REFUSE))).isEmpty();
  }

  @Test
  void behindTheHeaderNothingIsReadForItsRules() {
    ContentJudge judge = judge(RuleWatch.NOBODY, rule(lineAbove(998), false, LOG));
    ContentScanner scanner = scanner(judge, rule(lineAbove(998), false, LOG));
    scanner.scan(ByteBuffer.wrap("X: y\r\n".getBytes(ISO_8859_1)));
    assertThat(judge.isOver()).isFalse();
    scanner.scan(ByteBuffer.wrap("\r\n".getBytes(ISO_8859_1)));
    assertThat(judge.isOver()).isTrue();
  }

  @Test
  void whoWatchesHearsWhatDidNotMatch() {
    List<String> heard = new ArrayList<>();
    RuleWatch watch =
        (rule, on, matched) -> heard.add(rule.number() + " " + on + (matched ? " yes" : " no"));
    Rule[] rules = {
      rule(field("to", "nobody"), false, REFUSE),
      rule(new ContentCriterion.HeaderCount(10), false, REFUSE),
      rule(type("image"), false, LOG),
      rule(new ContentCriterion.MessageLength(1_000_000), false, REFUSE)
    };
    ContentRules content = numbered(rules).content();
    ContentJudge judge = new ContentJudge(content, watch, ContentEdits.NONE);
    run(PLAIN, judge, content, 100_000);
    assertThat(heard)
        .containsExactly(
            "1 field To no",
            "1 a header without such a field no",
            "2 a header of 3 fields no",
            "3 type text/plain no",
            "4 a message without it no");
  }

  private static String said(String message, Rule... rules) {
    String whole = said(message, 100_000, rules);
    assertThat(said(message, 1, rules)).as("octet by octet").isEqualTo(whole);
    assertThat(said(message, 7, rules)).as("in pieces").isEqualTo(whole);
    return whole;
  }

  private static String said(String message, int piece, Rule... rules) {
    ContentRules content = numbered(rules).content();
    ContentJudge judge = new ContentJudge(content, RuleWatch.NOBODY, ContentEdits.NONE);
    run(message, judge, content, piece);
    Ruling ruling = judge.take();
    List<String> said = new ArrayList<>();
    for (RuleMatch match : ruling.matches()) {
      boolean decides = match.equals(ruling.decisive());
      said.add((decides ? "refused " : "") + match.rule().number() + " " + match.on());
    }
    return String.join(", ", said);
  }

  private static void run(String message, ContentJudge judge, ContentRules content, int piece) {
    byte[] octets = message.replace("\n", "\r\n").getBytes(ISO_8859_1);
    ContentScanner scanner = new ContentScanner(content.subjects(), content.limits(), judge);
    for (int at = 0; at < octets.length; at += piece) {
      scanner.scan(ByteBuffer.wrap(octets, at, Math.min(piece, octets.length - at)));
      judge.length(Math.min(octets.length, at + piece));
    }
    scanner.end();
    judge.end();
  }

  private static EsmtpMap numbered(Rule... rules) {
    return new EsmtpMap(
        "edge",
        MapSettings.DEFAULT,
        IntStream.range(0, rules.length)
            .mapToObj(i ->
                new Rule(
                    i + 1,
                    "edge",
                    "any",
                    rules[i].criterion(),
                    rules[i].negated(),
                    rules[i].action(),
                    true,
                    rules[i].observed()))
            .toList());
  }

  private static ContentJudge judge(RuleWatch watch, Rule... rules) {
    return new ContentJudge(numbered(rules).content(), watch, ContentEdits.NONE);
  }

  private static ContentScanner scanner(ContentJudge judge, Rule... rules) {
    ContentRules content = numbered(rules).content();
    return new ContentScanner(content.subjects(), content.limits(), judge);
  }

  private static Rule rule(Criterion criterion, boolean negated, Action action) {
    return new Rule(1, "edge", "any", criterion, negated, action, true, false);
  }

  private static String multipart(String part) {
    return "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        + part
        + "\n--b--\n";
  }

  private static String named(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(ISO_8859_1)) {
      encoded.append('%').append("%02x".formatted(octet));
    }
    return multipart("Content-Type: x/y; name*=utf-8''" + encoded + "\n\n");
  }

  private static String nested(int depth) {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      message.append("Content-Type: multipart/x; boundary=b%d.\n\n--b%d.\n".formatted(i, i));
    }
    return message.append("\ntext\n").toString();
  }

  private static Criterion lineAbove(long above) {
    return new ContentCriterion.HeaderLineLength(above);
  }

  private static Criterion bodyLineAbove(long above) {
    return new ContentCriterion.BodyLineLength(above);
  }

  private static Criterion nameAbove(long above) {
    return new ContentCriterion.MimeFileNameLength(above);
  }

  private static Criterion extension() {
    return new ContentCriterion.MimeExtension(Set.of("exe", "tar.gz"));
  }

  private static Criterion name(String regex) {
    return new ContentCriterion.MimeFileName(regex(regex));
  }

  private static Criterion type(String regex) {
    return new ContentCriterion.MimeFileType(regex(regex));
  }

  private static Criterion field(String name, @Nullable String value) {
    return new ContentCriterion.HeaderField(name, null, value == null ? null : regex(value));
  }

  private static Criterion fields(String names, @Nullable String value) {
    return new ContentCriterion.HeaderField(
        null, regex(names), value == null ? null : regex(value));
  }

  private static RegexSet regex(String text) {
    try {
      return new RegexSet(text, List.of(Regex.of(text)));
    } catch (RegexSyntax e) {
      throw new IllegalArgumentException(e);
    }
  }
}
