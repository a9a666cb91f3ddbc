package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestWordTest {
  private static final List<String> KNOWN =
      List.of("permit", "deny", "eq", "access-list", "access-group", "smtp");

  @ParameterizedTest
  @CsvSource({
    "permti, permit",
    "PERMTI, permit",
    "dney, deny",
    "smpt, smtp",
    "acess-grup, access-group",
    "qe, eq",
    "xx, ''",
    "hello, ''",
    "object-group, ''",
  })
  void isASlipAndNoGuess(String written, String meant) {
    assertThat(NearestWord.to(written, KNOWN)).isEqualTo(meant);
  }
}
