package org.mailguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The device's language of expressions. */
final class RegexDialectTest {

  /** Expression, a subject that has it, one that has it not. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "abc, xabcx, ABC",
        "^abc, abcx, xabc",
        "abc$, xabc, abcx",
        "^abc$, abc, abcabc",
        "a.c, a-c, ac",
        "ab?c, ac, abbc",
        "ab*c, abbbc, adc",
        "ab+c, abc, ac",
        "^ab{2}c, abbc, abc",
        "`^ab{2,}c`, abbbc, abc",
        "`^ab{1,2}c`, abbc, abbbc",
        "^ab{0}c, ac, abc",
        "a|b, xbx, c",
        "(ab|cd)e, cde, abd",
        "^(a(b|c))+$, abac, abc",
        "[abc], xbx, d",
        "[a-c]x, bx, dx",
        "[^a-c]x, dx, bx",
        "[-a]x, -x, bx",
        "[a-]x, -x, bx",
        "[.]exe$, a.exe, aexe",
        "[\\]]x, ]x, ax",
        "a\\.b, a.b, axb",
        "\\$\\(x\\), $(x), x",
        "\\\\, a\\b, ab",
        "\\d, d, 1",
        "\\w, w, a",
        "\\bx, bx, x",
        "x{1}y?, x, y",
        "a*?b, aab, c",
        "a**b, aab, c",
      })
  void findsWhatTheDeviceFinds(String expression, String has, String hasNot) throws RegexSyntax {
    Regex regex = Regex.of(expression);

    assertThat(regex.isIn(has)).as(has).isTrue();
    assertThat(regex.isIn(hasNot)).as(hasNot).isFalse();
    assertThat(regex.toString()).isEqualTo(expression);
  }

  @Test
  void escapesAreOctets() throws RegexSyntax {
    assertThat(Regex.of("^\\r\\n\\t\\f\\x00\\xfF\\377\\101$").isIn("\r\n\t\f\0\u00ff\u00ffA"))
        .isTrue();
    assertThat(Regex.of("[\\x80-\\xff]").isIn("caf\u00c3\u00a9")).isTrue();
    assertThat(Regex.of("[\\x80-\\xff]").isIn("cafe")).isFalse();
  }

  /** As a character of a decoded name, and as the octets of a header. */
  @Test
  void aCharacterBeyondAsciiIsItselfAndItsOctets() throws RegexSyntax {
    Regex regex = Regex.of("gr\u00fc\u00dfe+$");
    byte[] octets = "gr\u00fc\u00dfee".getBytes(StandardCharsets.UTF_8);

    assertThat(regex.isIn("gr\u00fc\u00dfee")).isTrue();
    assertThat(regex.isIn(new String(octets, StandardCharsets.ISO_8859_1))).isTrue();
    assertThat(regex.isIn("gruesse")).isFalse();
    assertThat(Regex.of("\ud83d\ude00+").isIn("\ud83d\ude00\ud83d\ude00")).isTrue();
  }

  @Test
  void aDotIsAnyOctet() throws RegexSyntax {
    assertThat(Regex.of("a.b").isIn("a\nb")).isTrue();
    assertThat(Regex.of("a[^x]b").isIn("a\nb")).isTrue();
    assertThat(Regex.of("b$").isIn("b\n")).isFalse();
  }

  /** Expression, the place of the mistake, what is said. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, 0, the expression is empty",
        "a(b, 1, the parenthesis is not closed",
        "a(, 1, the parenthesis is not closed",
        "ab), 2, no parenthesis is open",
        "a|, 2, an empty alternative matches every text",
        "|a, 0, an empty alternative matches every text",
        "(), 1, an empty alternative matches every text",
        "(a||b), 3, an empty alternative matches every text",
        "*a, 0, there is nothing to repeat",
        "(?i)a, 1, there is nothing to repeat",
        "^*a, 1, there is nothing to repeat",
        "a[bc, 1, the bracket is not closed",
        "a[]b, 2, the brackets are empty; a bracket itself is \\]",
        "[z-a], 1, the range is empty",
        "[[:alpha:]], 1, `names of classes are not known, write the characters`",
        "[\u00e4], 1, `a character beyond ASCII is several octets, none for brackets`",
        "a{, 1, `a brace begins {n}, {n,} or {n,m}; itself it is \\{`",
        "a{x}, 1, `a brace begins {n}, {n,} or {n,m}; itself it is \\{`",
        "`a{3,2}`, 1, the repetition ends before it begins",
        "a{1001}, 2, a repetition goes to 1000",
        "a\\, 1, nothing stands behind the backslash",
        "a\\x4, 1, an octet is \\x and two hexadecimal digits",
        "a\\07, 1, an octet is three octal digits up to \\377",
        "a\\477, 1, an octet is three octal digits up to \\377",
      })
  void saysWhereTheMistakeIs(String expression, int offset, String complaint) {
    assertThatThrownBy(() -> Regex.of(expression))
        .isInstanceOfSatisfying(
            RegexSyntax.class,
            e -> {
              assertThat(e.complaint()).isEqualTo(complaint);
              assertThat(e.offset()).isEqualTo(offset);
            });
  }

  @Test
  void hasAHundredCharacters() throws RegexSyntax {
    assertThat(Regex.of("a".repeat(100)).isIn("a".repeat(100))).isTrue();
    assertThatThrownBy(() -> Regex.of("a".repeat(101)))
        .hasMessage("an expression has at most 100 characters");
  }

  /** What a repetition of repetitions comes to is bounded, not only each of them. */
  @ParameterizedTest
  @ValueSource(strings = {"((a{1000}){1000}){1000}", "(((((a{9}){9}){9}){9}){9}){9}", ".{1000}{6}"})
  void isNotTooLarge(String expression) {
    assertThatThrownBy(() -> Regex.of(expression))
        .hasMessage("the repetitions make the expression too large");
  }

  @Test
  void takesNoLongerThanTheTextIsLong() throws RegexSyntax {
    Regex regex = Regex.of("^(a+)+(a*)*(a|aa)+$");

    assertTimeout(
        Duration.ofSeconds(20), () -> assertThat(regex.isIn("a".repeat(20_000) + "b")).isFalse());
  }
}
