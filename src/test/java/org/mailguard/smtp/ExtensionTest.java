package org.mailguard.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R10: what the server did not offer is not passed on, so each word has to name its extension. */
class ExtensionTest {

  @ParameterizedTest
  @CsvSource({
    "MAIL FROM:<>,",
    "VRFY x,",
    "VRFY x SMTPUTF8, SMTPUTF8",
    "EXPN x SMTPUTF8, SMTPUTF8",
    "BDAT 0 LAST, CHUNKING",
    "XCLIENT NAME=x, XCLIENT",
    "XFORWARD NAME=x, XFORWARD",
    "TURN, TURN",
    "WIZ,",
    "FOO,",
  })
  void ofCommand(String line, String extension) {
    assertThat(Table.parse(line))
        .isInstanceOfSatisfying(
            Command.class,
            command ->
                assertThat(Extension.of(command))
                    .isEqualTo(extension == null ? null : Extension.valueOf(extension)));
  }

  @ParameterizedTest
  @CsvSource({"8bitmime, EIGHTBITMIME", "Mt-Priority, MT_PRIORITY", "SIZEX,", "SIZ,"})
  void namedInAnyCase(String keyword, String extension) {
    assertThat(Extension.named(Table.wire(keyword)))
        .isEqualTo(extension == null ? null : Extension.valueOf(extension));
  }
}
