package org.mailguard.doctor.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.Verdict;

/** What {@code doctor read} says to people. */
class ReadTextTest {
  private static String text(String file) throws IOException {
    return ReadText.of(SamplesTest.read(file));
  }

  @Test
  void thePartsComeInTheOrderOfUse() throws IOException {
    assertThat(text("swaks-p51.txt"))
        .containsSubsequence(
            "Something on the way changes or breaks the conversation: Cisco PIX 5.1 to 6.3",
            "That is sure.\n",
            "What was seen\n",
            "swaks-p51.txt:",
            "220 ****",
            "What it explains\n",
            "4  EHLO is answered",
            "What to change, the gentler first\n",
            "Cost in security: ",
            "To the administrator of the other side\n",
            "What was read\n",
            "swaks-p51.txt: swaks transcript, 1 conversation\n");
  }

  /** It has to be understood by somebody who has nothing else. */
  @Test
  void theLetterStandsAlone() throws IOException {
    String letter =
        text("asa-header-length.log").replaceAll("(?s).*To the administrator|\\s+", " ");
    assertThat(letter)
        .contains("Mail between us suffers from something between our servers.")
        .contains("It looks like Cisco ASA")
        .contains("Our log says, at asa-header-length.log:")
        .contains("This explains: ")
        .contains("What to do. Cisco ASA")
        .contains("Cost in security: ");
  }

  static List<SamplesTest.Sample> samples() throws IOException {
    return SamplesTest.samples();
  }

  /** Nobody is written to because of his own choice, or because nothing was found. */
  @ParameterizedTest
  @MethodSource("samples")
  void thereIsALetterIfABoxMayBeToBlame(SamplesTest.Sample sample) throws IOException {
    Examined examined = SamplesTest.read(sample.file());
    boolean suspected =
        examined.findings().stream().anyMatch(it -> it.nature().word().equals("interference"));
    String text = ReadText.of(examined);

    if (examined.verdict() == Verdict.INTERFERENCE) {
      assertThat(text).contains("To the administrator of the other side");
    }
    assertThat(text.contains("To the administrator of the other side"))
        .isEqualTo(suspected && examined.verdict() != Verdict.CLEAN);
    assertThat(text.lines().filter(line -> line.startsWith("To the adm")).count())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsSaidAtOnce() throws IOException {
    assertThat(text("compressed.gz").replaceAll("\\s+", " "))
        .startsWith(
            "It cannot be told from this whether something interferes; compressed.gz could not be"
                + " read: compressed; gunzip it first.");
  }

  @Test
  void mailguardItselfIsNamedFirst() throws IOException {
    assertThat(text("mailguard-release.log").replaceAll("\\s+", " "))
        .startsWith(
            "Mailguard did this itself, as its configuration says: 3 done as an old release did, 1"
                + " failed at the server.");
    assertThat(text("mailguard-ndr.txt"))
        .contains("mailguard-intervention, sure")
        .contains("       match sender-address domain spam.example\n        monitor\n");
  }

  /** Twenty conversations with the same fault are one finding with its first places. */
  @Test
  void manyConversationsStayReadable() throws IOException {
    String one = "S: 220 SMTP/cmap______\nC: EHLO a\nS: 250 OK\nC: QUIT\nS: 221 bye\n";
    Reading reading = new Reading();
    reading.add("many.txt", new ByteArrayInputStream(one.repeat(20).getBytes(ISO_8859_1)));
    String text = ReadText.of(reading.end());

    assertThat(text).contains("many.txt: transcript, 20 conversations").contains("    and 17 more");
    assertThat(text.lines().count()).isLessThan(120);
  }

  @Test
  void whatWasCutShortIsNeverClean() throws IOException {
    Reading reading = new Reading();
    String whole = "S: 220 mx ESMTP\nC: EHLO a\nS: 250 mx\nC: QUIT\nS: 221 bye\n";
    reading.add("t.txt", new ByteArrayInputStream(whole.getBytes(ISO_8859_1)));
    assertThat(reading.end().verdict()).isEqualTo(Verdict.CLEAN);

    reading.cutShort("The rest was not read.");
    assertThat(reading.end().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(ReadText.of(reading.end())).contains("The rest was not read.");
  }
}
