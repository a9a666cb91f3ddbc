package org.mailguard.doctor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.doctor.Verdict;

/** What a server or a log says, and how strangers see it. */
class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '^',
      textBlock =
          """
          # The code of a reply is no part of a name, wherever the reply is quoted.
          250-mail.example.org => 250-host-1
          220-mail.example.org ESMTP => 220-host-1 ESMTP
          250 mail.example.org => 250 host-1
          said: 550-mx.example.org says no => said: 550-host-1 says no
          550-[192.0.2.1] is listed => 550-[address-1] is listed
          550-192.0.2.1 is listed => 550-address-1 is listed
          550-joe@example.org: no => 550-someone@host-1: no
          a250-mail.example.org => host-1
          # Names and addresses beside other signs.
          <mail.example.org> => <host-1>
          HELO=mail.example.org, from=<joe@example.org> => HELO=host-1, from=<someone@host-2>
          \\x00mail.example.org => \\x00host-1
          mail.example.org. => host-1.
          MX.Example.org mx.example.org => host-1 host-1
          [192.0.2.1]:25 (192.0.2.1) => [address-1]:25 (address-1)
          [IPv6:2001:db8::1] => [IPv6:address-1]
          [2001:db8::1]:25 => [address-1]:25
          2001:db8:0:0:0:0:0:1 => address-1
          ::ffff:192.0.2.1 => address-1
          # Mailboxes of every form, and domains that are one word or not ASCII.
          RCPT TO:<o'brien+x@example.org> => RCPT TO:<someone@host-1>
          "joe user"@example.org => someone@host-1
          jos\\xc3\\xa9@example.org => someone@host-1
          joe@intranet => someone@host-1
          mx.xn--e1afmkfd.xn--p1ai => host-1
          # What is neither stays as it is.
          Thu, 4 Apr 2002 13:14:26 -0500 => Thu, 4 Apr 2002 13:14:26 -0500
          250-SIZE 10240000 => 250-SIZE 10240000
          220 ****2****0* => 220 ****2****0*
          250-XXXXXXXA => 250-XXXXXXXA
          250 2.1.0 Ok => 250 2.1.0 Ok
          """)
  void namesAreReplacedAndTheRestStays(String said, String shown) {
    assertThat(Redaction.ofFiles().text(said)).isEqualTo(shown);
  }

  @Test
  void aTargetOfOneWordIsANameToo() {
    Diagnosis redacted =
        Redaction.of(
            new Diagnosis(
                "mailhost:25",
                Verdict.UNREACHABLE,
                List.of(
                    new AddressReport(
                        "mailhost", "10.0.0.5:25", Verdict.UNREACHABLE, List.of(), List.of())),
                List.of("mailhost has no address, and mailhosting is another word.")));
    assertThat(redacted.target()).isEqualTo("host-1:25");
    assertThat(redacted.addresses().getFirst().host()).isEqualTo("host-1");
    assertThat(redacted.notes())
        .containsExactly("host-1 has no address, and mailhosting is another word.");
  }

  /** As compare names them, if its two reports have two. */
  @Test
  void twoTargetsWithoutDotsAreNames() {
    Diagnosis redacted =
        Redaction.of(
            new Diagnosis(
                "mailhost and relayhost:25",
                Verdict.UNREACHABLE,
                List.of(),
                List.of("mailhost refused, and RELAYHOST did")));
    assertThat(redacted.target()).isEqualTo("host-1 and host-2:25");
    assertThat(redacted.notes()).containsExactly("host-1 refused, and host-2 did");
  }
}
