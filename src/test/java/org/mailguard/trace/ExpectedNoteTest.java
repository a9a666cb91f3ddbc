package org.mailguard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.events.Intervention;
import org.mailguard.events.MessageId;

/** What a line {@code note ID [RULE] [VERDICT]} accepts. */
final class ExpectedNoteTest {
  private static final Effect.Noted REFUSED =
      noted(
          "edge 4 cmd verb vrfy",
          new Intervention(
              "",
              "command",
              "edge",
              4,
              "cmd verb vrfy",
              Intervention.Verdict.REFUSED,
              false,
              false));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MG-4-108004",
        "MG-4-108004 edge 4",
        "MG-4-108004 refused",
        "MG-4-108004  edge 4   refused",
        "MG-4-108004 edge 4 cmd verb vrfy refused",
        "MG-4-108004 vrfy"
      })
  void isMet(String words) {
    assertThat(ExpectedNote.parse(words).is(REFUSED)).isTrue();
    assertThat(ExpectedNote.parse(words).isKnown()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MG-6-750801, another id",
    "MG-4-108004 edge 44, no whole word",
    "MG-4-108004 dge 4, no whole word",
    "MG-4-108004 edge 3 refused, another rule",
    "MG-4-108004 edge 4 reset, another verdict",
    "MG-4-108004 refuse, no verdict and no word of the rule"
  })
  void isNotMet(String words, String why) {
    assertThat(ExpectedNote.parse(words).is(REFUSED)).as(why).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MG-4-999999", "108004 edge 4"})
  void nothingHasSuchAnId(String words) {
    assertThat(ExpectedNote.parse(words).isKnown()).isFalse();
  }

  /** What the guard does on its own account has a rule and no verdict. */
  @ParameterizedTest
  @CsvSource({"MG-4-108004 verb, true", "MG-4-108004 verb refused, false"})
  void isOfTheGuard(String words, boolean met) {
    assertThat(ExpectedNote.parse(words).is(noted("mailguard_default verb", null))).isEqualTo(met);
  }

  /** What is told as seen can be written down as it is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDescriptionIsMetByWhatItDescribes(boolean ofRule) {
    for (Effect.Noted note : List.of(ofRule ? REFUSED : noted("verb", null))) {
      assertThat(ExpectedNote.parse(ExpectedNote.describe(note)).is(note)).isTrue();
    }
  }

  private static Effect.Noted noted(String rule, @Nullable Intervention done) {
    return new Effect.Noted(MessageId.RULE_ENFORCED, rule, "", "", "", done);
  }
}
