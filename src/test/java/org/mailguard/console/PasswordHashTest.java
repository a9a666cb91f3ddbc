package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigWriter;
import org.mailguard.config.Configuration;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.StoredPassword.Scheme;
import org.mailguard.config.Pbkdf2Text;

final class PasswordHashTest {
  private static final int FEW_ROUNDS = 2000;

  private final PasswordHash hash = new PasswordHash(new SecureRandom(), 2, FEW_ROUNDS);

  private boolean fits(Scheme scheme, String text, String user, String typed)
      throws PasswordHash.Busy {
    return hash.verify(List.of(new StoredPassword(scheme, text)), user, typed);
  }

  /** The first stands in a course on the ASA 9.7, as it came; the others are Python's. */
  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "'', $sha512$5000$uVo7mQJnnj35qWt+LCLb8w==$YdUyvqvvj9wI0qCvrKAqoQ==",
        "open, $sha512$5000$AAECAwQFBgcICQoLDA0ODw==$cScxBaUGZafumss/w/86Gw==",
        "öffnen, $sha512$1000$AAECAwQFBgcICQoLDA0ODw==$HwmkKPXd967Fnd44RrfMyw==",
        "open, $sha512$20000$AAECAwQFBgcICQoLDA0ODw==$td4Y3aUguQVLJLG885dVOg==",
        "open, $sha512$1000$ZWlnaHQ4ODg=$ShcrzytHrBq/50/RvAvDnMv2+QBjwdHtskUCzGfl6Jp6ENKX69VNZouovrDXDfvOwqRjBhWVoSVbjtt9G2laug==",
      })
  void wordFitsItsHash(String word, String text) throws PasswordHash.Busy {
    assertThat(fits(Scheme.PBKDF2, text, "", word)).isTrue();
    assertThat(fits(Scheme.PBKDF2, text, "anna", word)).isTrue();
    assertThat(fits(Scheme.PBKDF2, text, "", word + "x")).isFalse();
  }

  @Test
  void oldHashIsThatOfTheUser() throws PasswordHash.Busy {
    assertThat(fits(Scheme.PIX_MD5, "2KFQnbNIdI.2KYOU", "", "cisco")).isTrue();
    assertThat(fits(Scheme.PIX_MD5, "hN7LzeyYjw12FSIU", "john", "cisco")).isTrue();
    assertThat(fits(Scheme.PIX_MD5, "hN7LzeyYjw12FSIU", "jack", "cisco")).isFalse();
    assertThat(fits(Scheme.PIX_MD5, "8Q/FZeam5ai1A47p", "user", "0123456789abc")).isTrue();
    assertThat(fits(Scheme.PIX_MD5, "f4/.SALxqDo59mfV", "user", "0123456789abc")).isTrue();
    assertThat(fits(Scheme.PIX_MD5, "", "user", "x".repeat(33))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "UNUSABLE, *****",
    "PBKDF2, *****",
    "PBKDF2, $sha512$999$AAECAwQFBgcICQoLDA0ODw==$cScxBaUGZafumss/w/86Gw==",
    "PBKDF2, $sha512$1000001$AAECAwQFBgcICQoLDA0ODw==$cScxBaUGZafumss/w/86Gw==",
    "CLEAR, opens",
    "PIX_MD5, *****",
  })
  void nothingFitsWhatIsNone(Scheme scheme, String text) throws PasswordHash.Busy {
    assertThat(fits(scheme, text, "", "open")).isFalse();
    assertThat(fits(Scheme.UNUSABLE, text, "", text)).isFalse();
  }

  @Test
  void nobodyFitsNothing() throws PasswordHash.Busy {
    assertThat(hash.verify(List.of(), "nobody", "open")).isFalse();
    assertThat(fits(Scheme.CLEAR, "open", "", "open")).isTrue();
  }

  @Test
  void wordsAreHashedWithASaltOfTheirOwn() throws PasswordHash.Busy {
    String one = hash.hash("open");
    String other = hash.hash("open");

    assertThat(one).isNotEqualTo(other);
    assertThat(Pbkdf2Text.read(one))
        .hasValueSatisfying(text -> assertThat(text.rounds()).isEqualTo(FEW_ROUNDS));
    assertThat(fits(Scheme.PBKDF2, one, "", "open")).isTrue();
    assertThat(fits(Scheme.PBKDF2, one, "", "Open")).isFalse();
  }

  @Test
  void guardHasEnoughRounds() {
    assertThat(PasswordHash.ROUNDS).isBetween(210_000, Pbkdf2Text.MOST_ROUNDS);
  }

  @Test
  void configurationIsSealedByIt() throws ConfigException, PasswordHash.Busy {
    Configuration sealed =
        ConfigParser.parse("x", "username anna password open privilege 15\n")
            .orElseThrow()
            .sealed(hash::hash);
    Configuration again = ConfigParser.parse("x", ConfigWriter.write(sealed)).orElseThrow();

    for (var user : again.operators().users().values()) {
      assertThat(hash.verify(user.passwords(), user.name(), "open")).isTrue();
    }
    assertThat(again.operators().users()).hasSize(1);
  }

  @Test
  void manyAtOnceWaitForEachOther() throws Exception {
    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String typed = "open" + i;
        answers.add(many.submit(() -> fits(Scheme.CLEAR, "open2", "", typed)));
      }
      List<Boolean> said = new ArrayList<>();
      for (Future<Boolean> answer : answers) {
        said.add(answer.get());
      }
      assertThat(said).containsExactly(false, false, true, false);
    }
  }

  @Test
  void whoIsInterruptedIsTold() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> hash.verify(List.of(), "", "open"))
        .isInstanceOf(PasswordHash.Busy.class)
        .hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }
}
