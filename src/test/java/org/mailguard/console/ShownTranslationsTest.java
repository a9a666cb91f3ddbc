package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mailguard.console.LiveGuard.Translations;

class ShownTranslationsTest {
  private static final Translations TWO =
      new Translations(
          List.of(
              new TranslationSlot(
                  "10.0.0.5",
                  25,
                  "inside",
                  "192.0.2.25",
                  25,
                  "outside",
                  3,
                  0,
                  Duration.ofSeconds(97)),
              new TranslationSlot(
                  "mail.example.com",
                  587,
                  "inside",
                  "*",
                  2587,
                  "outside",
                  0,
                  40,
                  Duration.ofHours(54))),
          5);

  @Test
  void inTheLayoutOfTheAsa() {
    assertThat(ShownTranslations.table(TWO))
        .isEqualTo(
            """
            2 in use, 5 most used
            Flags: D - DNS, i - dynamic, r - portmap, s - static, I - identity, T - twice
            TCP PAT from inside:10.0.0.5 25-25 to outside:192.0.2.25 25-25
                flags sr idle 0:01:37 timeout 0:00:00
            TCP PAT from inside:mail.example.com 587-587 to outside:0.0.0.0 2587-2587
                flags sr idle 54:00:00 timeout 0:00:00
            """);
  }

  @Test
  void whatEachServerCarries() {
    assertThat(ShownTranslations.hosts(TWO))
        .isEqualTo(
            """
            Interface inside: local host <10.0.0.5>,
                TCP connection count/limit = 3/unlimited
                port 25, published as 192.0.2.25/25 on outside
            Interface inside: local host <mail.example.com>,
                TCP connection count/limit = 0/40
                port 587, published as */2587 on outside
            """);
  }

  /** As collectors of devices read it; written for this test, in their manner. */
  @Test
  void aParserOfTheDevicesOutputReadsIt() {
    Pattern from =
        Pattern.compile(
            "(?:(TCP|UDP)\\s+)?(PAT|NAT)\\s+from\\s+(\\S+?):(\\S+)(?:\\s+(\\d+)-(\\d+))?\\s+to\\s+"
                + "(\\S+?):(\\S+)(?:\\s+(\\d+)-(\\d+))?");
    Pattern flags =
        Pattern.compile("\\s+flags\\s+([a-zA-Z]+)\\s+idle\\s+(\\S+)\\s+timeout\\s+(\\S+)");
    List<String> lines = ShownTranslations.table(TWO).lines().skip(2).toList();
    assertThat(lines).hasSize(4);
    for (int i = 0; i < lines.size(); i += 2) {
      assertThat(from.matcher(lines.get(i)).matches()).as(lines.get(i)).isTrue();
      assertThat(flags.matcher(lines.get(i + 1)).matches()).as(lines.get(i + 1)).isTrue();
    }
  }
}
