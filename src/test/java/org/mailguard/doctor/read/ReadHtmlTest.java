package org.mailguard.doctor.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about what was read. */
class ReadHtmlTest {
  private static final Set<String> ELEMENTS =
      Set.of(
          "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "ol", "br",
          "p", "small", "pre", "ul", "li", "mark", "i", "details", "summary", "div", "span");

  private static final String HOSTILE = "<script>alert('&\"1\"')</script><img src=http://x.test/>";

  private static Examined read(String... nameAndText) throws IOException {
    Reading reading = new Reading();
    for (int i = 0; i < nameAndText.length; i += 2) {
      reading.add(
          nameAndText[i], new ByteArrayInputStream(nameAndText[i + 1].getBytes(ISO_8859_1)));
    }
    return reading.end();
  }

  private static Set<String> elements(String page) {
    return Pattern.compile("</?([A-Za-z0-9]+)")
        .matcher(page)
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toSet());
  }

  private static String talk(String greeting, String said, String reply) {
    return "S: "
        + greeting
        + "\nC: EHLO a.test\nS: 250 mx\nC: "
        + said
        + "\nS: "
        + reply
        + "\nC: QUIT\nS: 221 bye\n";
  }

  static List<SamplesTest.Sample> samples() throws IOException {
    return SamplesTest.samples();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aPageLoadsNothing(SamplesTest.Sample sample) throws IOException {
    String page = ReadHtml.of(SamplesTest.read(sample.file()));

    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("default-src 'none'")
        .contains("<h1 class=\"" + sample.verdict() + "\">")
        .contains("What was read")
        .endsWith("</main></body></html>\n");
    assertThat(ELEMENTS).containsAll(elements(page.substring(15)));
    assertThat(page).doesNotContainPattern("(?i)<[^>]*\\b(src|href|on[a-z]+)=");
  }

  @Test
  void whatIsFromOutsideIsEscaped() throws IOException {
    String json =
        "{\"time\":\"2026-11-24T08:00:00.000Z\",\"id\":\"MG-4-108004\",\"session\":1,\"peer\":\"<b>\","
            + "\"rule\":\"<u> 1 helo regex <i>\",\"before\":\"<s>\",\"after\":\"550 <q>\","
            + "\"verdict\":\"refused\"}\n";
    String page =
        ReadHtml.of(
            read(
                "<a>.txt",
                talk(
                    "220 " + HOSTILE, "MAIL FROM:<" + HOSTILE + ">", "550 XXXX unknown " + HOSTILE),
                "<b>.txt",
                talk("220 other " + HOSTILE, "MAIL FROM:<" + HOSTILE, "501 " + HOSTILE),
                "<c>.json",
                json));

    assertThat(ELEMENTS).containsAll(elements(page.substring(15)));
    assertThat(page)
        .contains("&lt;script&gt;")
        .contains("&lt;a&gt;.txt")
        .contains("&lt;u&gt; 1 helo regex &lt;i&gt;")
        .doesNotContain("<script")
        .doesNotContain("<img");
  }

  @Test
  void aConversationIsDrawn() throws IOException {
    String page =
        ReadHtml.of(
            read("t.txt", talk("220 ***************", "AUTH PLAIN AHNlY3JldA==", "535 5.7.8 no")));

    assertThat(page)
        .contains("<span>client</span><span>server</span>")
        .contains("<div class=\"step up\"><div class=\"say\">EHLO a.test ")
        .contains("<div class=\"step down\"><div class=\"say\">220 <mark>***************</mark> ")
        .contains("AUTH PLAIN (credentials)")
        .doesNotContain("AHNlY3JldA");
  }

  /** Mail is not shown, but for a line that was changed. */
  @Test
  void octetsThatWereChangedAreMarkedOnBothSides() throws IOException {
    String outside =
        """
        S: 220 mx
        C: EHLO a.test
        S: 250 mx
        C: MAIL FROM:<a@b.test>
        S: 250 ok
        C: RCPT TO:<c@d.test>
        S: 250 ok
        C: DATA
        S: 354 go
        C: private
        C: HELP me
        C: .
        S: 250 queued
        C: QUIT
        S: 221 bye
        """;
    String inside = outside.replace("HELP me", "XXXX me");
    String page = ReadHtml.of(read("out.txt", outside, "in.txt", inside));

    assertThat(page)
        .contains("<small>went in: out.txt:11</small>\n<mark>HELP</mark> me")
        .contains("<small>came out: in.txt:11</small>\n<mark>XXXX</mark> me")
        .contains(
            "<mark>HELP</mark> me\n<i>(changed; on the other side:)</i>\n<mark>XXXX</mark> me")
        .contains("(1 lines of the message)")
        .doesNotContain("private");
  }

  @Test
  void aSessionOfMailguardIsDrawn() throws IOException {
    assertThat(ReadHtml.of(SamplesTest.read("mailguard.json")))
        .contains("<span>client</span><span>Mailguard</span>")
        .contains("VRFY root\n<i>(ended by edge 3 cmd verb vrfy)</i>")
        .contains("<i>(changed by edge mask-banner; sent on as:)</i>\n220 <mark>edge ESMTP</mark>");
  }

  /** Those with evidence are among the drawn, wherever they stand. */
  @Test
  void notMoreIsDrawnThanCanBeRead() throws IOException {
    String clean = talk("220 mx ESMTP", "NOOP", "250 ok");
    String masked = talk("220 SMTP/cmap________", "NOOP", "250 ok");
    String lengthy =
        "S: 220 mx ESMTP\nC: EHLO a.test\nS: 250 mx\n"
            + Stream.generate(() -> "C: NOOP\nS: 250 ok\n").limit(200).collect(Collectors.joining())
            + "C: QUIT\nS: 221 bye\n";
    String page = ReadHtml.of(read("many.txt", clean.repeat(49) + masked + lengthy));

    assertThat(page)
        .contains("Of 51 conversations 20 are drawn, those with evidence first.")
        .contains("many.txt, conversation 50")
        .doesNotContain("many.txt, conversation 20");
    assertThat(page.split("<details", -1)).hasSize(21);
    assertThat(ReadHtml.of(read("long.txt", lengthy))).contains("325 more steps were left out");
  }

  @Test
  void standInsAreInTheDrawingToo() throws IOException {
    Examined examined =
        read("t.txt", talk("220 mx.secret.test", "MAIL FROM:<me@secret.test>", "250 192.0.2.9"));
    assertThat(ReadHtml.of(ReadRedaction.of(examined)))
        .contains("t.txt, conversation 1")
        .doesNotContain("secret.test")
        .doesNotContain("192.0.2.9");
  }

  /** What is marked, in brackets. */
  @ParameterizedTest
  @CsvSource({
    "220 mail,220 ****,220 [mail],220 [****]",
    "abc,abc,abc[],abc[]",
    "a,'',[a],[]",
    "'',a,[],[a]",
    "aa,aaa,aa[],aa[a]",
    "x\\x41y,x\\x42y,x[\\x41]y,x[\\x42]y",
    "x\\x0ay,x\\x1ay,x[\\x0a]y,x[\\x1a]y",
    "a\\\\b,a\\nb,a[\\\\]b,a[\\n]b",
    "a\\\\xb,a\\\\xc,a\\\\x[b],a\\\\x[c]"
  })
  void onlyWhatDiffersIsMarked(String first, String second, String one, String other) {
    Octets octets = Octets.of(first, second);
    assertThat(bracketed(first, octets.inFirst())).isEqualTo(one);
    assertThat(bracketed(second, octets.inSecond())).isEqualTo(other);
  }

  private static String bracketed(String text, Octets.Part part) {
    return text.substring(0, part.start())
        + "["
        + text.substring(part.start(), part.end())
        + "]"
        + text.substring(part.end());
  }
}
