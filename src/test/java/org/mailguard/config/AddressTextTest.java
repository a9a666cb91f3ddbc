package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTextTest {

  /** RFC 5952, sections 4 and 2. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,               192.0.2.1",
    "::,                      ::",
    "::1,                     ::1",
    "2001:DB8::1,             2001:db8::1",
    "2001:0db8:0:0:0:0:0:1,   2001:db8::1",
    "2001:db8:0:1:1:1:1:1,    2001:db8:0:1:1:1:1:1",
    "2001:db8:0:0:1:0:0:1,    2001:db8::1:0:0:1",
    "2001:0:0:1:0:0:0:1,      2001:0:0:1::1",
    "1:2:3:4:5:6:0:0,         1:2:3:4:5:6::",
    "::ffff:192.0.2.1,        192.0.2.1",
  })
  void hasOneForm(String read, String written) {
    assertThat(AddressText.read(read)).map(AddressText::print).contains(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1",
        "010.0.0.1",
        "10.0.0.256",
        "10.0.0.1.",
        "0x0a.0.0.1",
        "167772161",
        "1:2",
        ":::",
        "fe80::1%eth0",
        "mail",
        "",
        "::1/64",
        "[::1]",
      })
  void isReadStrictly(String word) {
    assertThat(AddressText.read(word)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0.0.0",
    "1, 128.0.0.0",
    "24, 255.255.255.0",
    "31, 255.255.255.254",
    "32, 255.255.255.255"
  })
  void masksAreWrittenInDots(int prefix, String mask) {
    assertThat(AddressText.mask(prefix)).isEqualTo(mask);
  }
}
