package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {
  private static final long OWN = 42;

  private static Map<String, String> environment(String pid, String count) {
    return Map.of("LISTEN_PID", pid, "LISTEN_FDS", count);
  }

  private static Activation named(String count, String names) throws IOException {
    Map<String, String> environment = new HashMap<>(environment("42", count));
    environment.put("LISTEN_FDNAMES", names);
    return Activation.read(environment, OWN);
  }

  @Test
  void withoutVariablesThereIsNothingToSay() throws IOException {
    Activation none = new Activation(List.of(), "");
    assertThat(Activation.read(Map.of(), OWN)).isEqualTo(none);
    assertThat(Activation.read(environment("42", "0"), OWN)).isEqualTo(none);
    assertThat(named("0", "")).isEqualTo(none);
  }

  @Test
  void namesAreThoseOfTheUnitOrUnknown() throws IOException {
    assertThat(Activation.read(environment("42", "2"), OWN).names())
        .containsExactly("unknown", "unknown");
    assertThat(named("2", "smtp:submission").names()).containsExactly("smtp", "submission");
    assertThat(named("2", "smtp:").names()).containsExactly("smtp", "");
  }

  /** Whoever starts us through a shell that stays hands the variables on by accident. */
  @ParameterizedTest
  @ValueSource(strings = {"41", "", "042", "+42", "forty-two", "99999999999999999999"})
  void thoseForAnotherProcessAreIgnoredAndThatIsSaid(String pid) throws IOException {
    Activation activation = Activation.read(environment(pid, "1"), OWN);
    assertThat(activation.names()).isEmpty();
    assertThat(activation.ignored()).contains("LISTEN_PID is " + pid + ",", "42");
  }

  @Test
  void withoutAPidTheyAreIgnoredToo() throws IOException {
    assertThat(Activation.read(Map.of("LISTEN_FDS", "1"), OWN).ignored()).contains("missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1 ", "one", "1001", "2147483648"})
  void aCountThatIsNoneIsRefused(String count) {
    assertThatThrownBy(() -> Activation.read(environment("42", count), OWN))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("LISTEN_FDS is \"" + count + "\"");
  }

  @ParameterizedTest
  @CsvSource({"1,smtp:submission", "2,smtp", "2,''"})
  void namesThatDoNotFitTheCountAreRefused(String count, String names) {
    assertThatThrownBy(() -> named(count, names))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("LISTEN_FDNAMES");
  }
}
