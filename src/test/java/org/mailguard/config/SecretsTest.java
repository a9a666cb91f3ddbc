package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "passwd s3cret | passwd *****",
        "no passwd s3cret | no passwd *****",
        "passw two words | passw ***** *****",
        "PASSWORD s3cret encrypted | PASSWORD ***** encrypted",
        "enable password s3cret level 5 | enable password ***** level 5",
        "en p s3cret | en p *****",
        "no en p s3cret | no en p *****",
        "username p password s3cret privilege 5 | username p password ***** privilege 5",
        "user anna p s3cret pr 15 | user anna p ***** ***** *****",
        "usrname anna password s3cret | usrname anna password *****",
        "ciscoasa(config)# passwd s3cret | ciscoasa(config)# passwd *****",
        "vpngroup road password s3cret | vpngroup road password *****",
        "key s3cret | key *****",
        "aaa-server admins (inside) host 10.5.0.14 s3cret timeout 5"
            + " | aaa-server admins (inside) host 10.5.0.14 ***** timeout 5",
        "snmp-server host inside 10.7.1.13 community s3cret version 2c"
            + " | snmp-server host inside 10.7.1.13 community ***** version 2c",
        "banner motd Ask for the password at the desk | banner motd Ask for the password at the desk",
        "match header subject regex password reset | match header subject regex password reset",
        "username anna nopassword privilege 5 | username anna nopassword privilege 5",
        "passwd | passwd"
      })
  void secretsBecomeStars(String line, String shown) {
    assertThat(Secrets.masked(line)).isEqualTo(shown);
  }

  /**
   * Behind a password a caret points at what it means; in front of it nobody counts its letters.
   */
  @Test
  void caretPointsRight() {
    String line = "username anna password longer-s3cret privilege 16";

    assertThat(Secrets.masked(line, line.indexOf("16") + 1))
        .isEqualTo("username anna password ************* privilege 16");
    assertThat(Secrets.masked(line, line.indexOf("longer") + 1))
        .isEqualTo("username anna password ***** privilege 16");
  }
}
