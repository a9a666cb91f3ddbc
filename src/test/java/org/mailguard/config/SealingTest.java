package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.Operators.StoredPassword.Scheme;

final class SealingTest {
  private static final String TEXT =
      """
      enable password same
      passwd same
      username anna password same privilege 15
      username bert password UZnqrMauknDTnEnp encrypted privilege 2
      username cleo password ***** privilege 2
      username vpn password hidden privilege 0
      username vpn attributes
       service-type remote-access
      """;

  private static Configuration configuration() throws ConfigException {
    return ConfigParser.parse("x", TEXT).orElseThrow();
  }

  /** As slow ones are: another each time. */
  private static UnaryOperator<String> hash() {
    AtomicInteger salt = new AtomicInteger();
    return word ->
        "$sha512$5000$pGHnPwHWJ9PhEOCCpSG3e"
            + "abcdefgh".charAt(salt.getAndIncrement())
            + "==$LvTVnDxFQopmILl1RwCYrg==";
  }

  @Test
  void eachClearWordIsHashedByItself() throws ConfigException {
    Configuration sealed = configuration().sealed(hash());

    assertThat(sealed.isSealed()).isTrue();
    assertThat(ConfigWriter.write(sealed).replaceAll("SG3e([a-d])==\\S*", "$1"))
        .isEqualTo(
            """
            enable password $sha512$5000$pGHnPwHWJ9PhEOCCpa pbkdf2
            passwd $sha512$5000$pGHnPwHWJ9PhEOCCpb pbkdf2
            username anna password $sha512$5000$pGHnPwHWJ9PhEOCCpc pbkdf2 privilege 15
            username bert password UZnqrMauknDTnEnp encrypted privilege 2
            username cleo password ***** privilege 2
            username vpn password $sha512$5000$pGHnPwHWJ9PhEOCCpd pbkdf2 privilege 0
            username vpn attributes
             service-type remote-access
            : end
            """);
  }

  @Test
  void operatorsHaveTheSameHashes() throws ConfigException {
    Configuration sealed = configuration().sealed(hash());
    Configuration again = ConfigParser.parse("x", ConfigWriter.write(sealed)).orElseThrow();

    assertThat(again).isEqualTo(sealed);
    assertThat(again.operators()).isEqualTo(sealed.operators());
    assertThat(sealed.operators().users()).doesNotContainKey("vpn");
    assertThat(sealed.operators().login())
        .extracting(StoredPassword::scheme)
        .containsExactly(Scheme.PBKDF2);
  }

  @Test
  void whatIsSealedStaysAsItIs() throws ConfigException {
    Configuration sealed = configuration().sealed(hash());

    assertThat(sealed.sealed(word -> "another")).isSameAs(sealed);
    assertThat(sealed).isNotEqualTo(configuration());
  }

  @Test
  void clearTextIsNeverWritten() throws ConfigException {
    Configuration clear = configuration();

    assertThatThrownBy(() -> ConfigWriter.write(clear)).isInstanceOf(IllegalStateException.class);
    assertThat(clear.toString()).doesNotContain("same", "hidden", "UZnq").contains("cleo");
    assertThat(clear.operators().toString()).doesNotContain("same", "hidden", "UZnq");
  }

  @Test
  void clearLinesAreReadAsTheyWere() throws ConfigException {
    Configuration clear = configuration();

    assertThat(ConfigParser.parse("x", ConfigWriter.writeAsRead(clear)).orElseThrow())
        .isEqualTo(clear);
  }

  @Test
  void reportsHaveNoPasswords() {
    for (String more : new String[] {"", "nonsense\n"}) {
      CheckReport report = new CheckReport("x", ConfigParser.parse("x", TEXT + more));

      assertThat(report.text()).doesNotContain("same", "hidden", "UZnq").contains("anna");
      assertThat(report.json()).doesNotContain("same", "hidden", "UZnq").contains("anna");
    }
  }
}
