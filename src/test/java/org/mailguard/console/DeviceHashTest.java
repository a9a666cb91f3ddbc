package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Pairs that were published. Those of 13 characters and more were seen on an ASA 9.6 by the authors
 * of Passlib, who keep a list; that of 16 without a user stands in the PIX 5.0 command reference,
 * and the long ones of a PIX with a user are what its rule gives, and were not seen on a device.
 */
final class DeviceHashTest {

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "'', '', 8Ry2YjIyt7RRXU24",
        "cisco, '', 2KFQnbNIdI.2KYOU",
        "hsc, '', YtT8/k6Np8F1yz2c",
        "watag00s1am, '', jMorNbK0514fadBh",
        "cisco, john, hN7LzeyYjw12FSIU",
        "ripper, alex, h3mJrcH0901pqX/m",
        "CscFw-ITC!, admcom, lZt7HSIXw3.QP7.R",
        "01234567, adm, dfWs2qiao6KD/P2L",
        "01234567, admad, dfWs2qiao6KD/P2L",
        "0123456789ab, 365, qjgo3kNgTVxExbno",
        "0123456789ab, user1234, f.T4BKdzdNkjxQl7",
        "0123456789abcde, '', al1e0XFIugTYLai3",
        "0123456789abcdef, '', .7nfVBEIEu4KbF/1",
      })
  void bothDevicesMakeTheSameOfShortWords(String word, String user, String hash) {
    assertThat(DeviceHash.ofPix(word, user)).isEqualTo(hash);
    assertThat(DeviceHash.ofAsa(word, user)).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "0123456789abc, user, 8Q/FZeam5ai1A47p",
        "0123456789abcd, adm, RtOmSeoCs4AUdZqZ",
        "0123456789abcdef, user, IneB.wc9sfRzLPoh",
        "0123456789abcdefq, '', bKshl.EN.X3CVFRQ",
        "0123456789abcdefqwertyuiopa, user1234, zynfWw3UtszxLMgL",
        "0123456789abcdefqwertyuiopas, '', W6nbOddI0SutTK7m",
        "0123456789abcdefqwertyuiopas, user, W6nbOddI0SutTK7m",
        "0123456789abcdefqwertyuiopasdfgh, user, 5hPT/iC6DnoBxo6a",
      })
  void longWordsOfAnAsa(String word, String user, String hash) {
    assertThat(DeviceHash.ofAsa(word, user)).isEqualTo(hash);
  }

  @Test
  void anAsaCutsNothing() {
    String longest = "0123456789abcdefqwertyuiopasdfgh";

    assertThat(DeviceHash.ofAsa(longest + "j", "user"))
        .isNotEqualTo(DeviceHash.ofAsa(longest, "user"));
  }

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "1234567890123456, '', feCkwUGktTCAgIbD",
        "0123456789abc, user, f4/.SALxqDo59mfV",
        "0123456789abcdef, user, .7nfVBEIEu4KbF/1",
        "0123456789abcdef-and-more, user, .7nfVBEIEu4KbF/1",
      })
  void longWordsOfAPix(String word, String user, String hash) {
    assertThat(DeviceHash.ofPix(word, user)).isEqualTo(hash);
  }
}
