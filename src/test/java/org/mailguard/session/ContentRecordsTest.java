package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.policy.Policy;

/** What of a message is on record: a field, if the rule that it matched has the word log. */
class ContentRecordsTest {
  private static final String MESSAGE =
      """
      From: a@x.example
      X-Mailer: a\tb\\
       c \u00e4
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: Application/X-Thing; name*=utf-8''a%2Eexe
      Content-Transfer-Encoding: X-Uue

      text
      --b--
      """;

  private static final String REPLY = "554 5.7.1 MG-4-108004 ";

  private static Step.Note record(String message, String... lines) {
    Policy policy =
        TranscriptPolicies.configured(
            Stream.concat(
                    Stream.of(
                        "regex thing \"x-thing|plain|exe\"",
                        "policy-map type inspect esmtp edge",
                        "parameters",
                        "no mask-banner"),
                    Stream.concat(Stream.of("exit"), Arrays.stream(lines)))
                .toList());
    List<Step.Note> notes = new ArrayList<>();
    Steps steps =
        step -> {
          if (step instanceof Step.Note note
              && note.intervention() != null
              && note.intervention().isOfRule()) {
            notes.add(note);
          }
        };
    Session session = new Session(policy);
    session.start(steps);
    session.serverConnected(steps);
    session.serverOctets(octets("220 mx\n"), steps);
    for (String command :
        List.of("EHLO a.example", "MAIL FROM:<x@a.example>", "RCPT TO:<y@b.example>", "DATA")) {
      session.clientOctets(octets(command + "\n"), steps);
      session.serverOctets(octets(command.equals("DATA") ? "354 go\n" : "250 ok\n"), steps);
    }
    session.clientOctets(octets(message + ".\n"), steps);
    assertThat(notes).hasSize(1);
    return notes.getFirst();
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }

  /** Unfolded, escaped, as written and not decoded. */
  @Test
  void aFieldThatIsRefusedIsOnRecordWithTheReplyInItsPlace() {
    Step.Note note = record(MESSAGE, "match header field x-mailer", "refuse log");
    assertThat(note.before()).isEqualTo("X-Mailer: a\\x09b\\\\ c \\xe4");
    assertThat(note.after()).startsWith(REPLY + "Header field not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "strip", "allow"})
  void withoutTheWordLogNothingOfItIs(String action) {
    Step.Note note = record(MESSAGE, "match header field x-mailer", action);
    assertThat(note.before()).isEmpty();
    assertThat(note.after()).doesNotContain("X-Mailer:");
    assertThat(note.detail()).isEqualTo("field X-Mailer");
  }

  @Test
  void ofWhatIsTakenOutNothingGoesOn() {
    Step.Note note = record(MESSAGE, "match header field x-mailer", "strip log");
    assertThat(note.before()).startsWith("X-Mailer: ");
    assertThat(note.after()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "allow log", "strip log\nmonitor", "refuse log\nmonitor"})
  void whatPassesGoesOnAsItIs(String action) {
    Step.Note note = record(MESSAGE, "match header field x-mailer\n" + action);
    assertThat(note.before()).startsWith("X-Mailer: ").isEqualTo(note.after());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "filetype regex thing | Content-Type: Application/X-Thing; name*=utf-8''a%2Eexe",
        "encoding others | Content-Transfer-Encoding: X-Uue",
        "extension exe | Content-Type: Application/X-Thing; name*=utf-8''a%2Eexe",
        "filename regex thing | Content-Type: Application/X-Thing; name*=utf-8''a%2Eexe",
        "filename length gt 4 | Content-Type: Application/X-Thing; name*=utf-8''a%2Eexe",
      })
  void ofAPartItIsTheFieldThatSaysSo(String match, String line) {
    assertThat(record(MESSAGE, "match MIME " + match, "refuse log").before()).isEqualTo(line);
    assertThat(record(MESSAGE, "match MIME " + match, "refuse").before()).isEmpty();
  }

  /** Of the part that matched, and not of one before it. */
  @Test
  void fieldsOfAnotherPartAreForgotten() {
    String message =
        """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html; name=a.txt

        x
        --b
        Content-Disposition: attachment; filename=b.exe

        x
        --b--
        """;
    assertThat(record(message, "match MIME extension exe", "refuse log").before())
        .isEqualTo("Content-Disposition: attachment; filename=b.exe");
    assertThat(record(message, "match MIME filetype regex thing", "refuse log").before())
        .as("nothing is written: it is what RFC 2046 says")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "header line length gt 20",
        "header length gt 20",
        "header count gt 1",
        "header to-fields count gt 1",
        "body length gt 1",
        "body line length gt 1",
        "message length gt 20",
        "not header field date",
        "MIME parts gt 1",
        "MIME content zip",
        "MIME anomaly repeated-field",
      })
  void aCountOrALengthIsNoLine(String match) {
    String message =
        "To: b@x.example, c@x.example\nTo: d@x.example\nX: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nMIME-Version: 1.0\nContent-Type: multipart/mixed;"
            + " boundary=b\n\n--b\n\nx\n--b\n\nPK\u0003\u0004xxxxxxxx\n--b\n\nx\n--b--\n";
    assertThat(record(message, "match " + match, "refuse log").before()).isEmpty();
  }

  @Test
  void aRecordIsBounded() {
    Step.Note note =
        record("X: " + "x".repeat(5000) + "\n\n", "match header field x", "refuse log");
    assertThat(note.before()).hasSize("X: ".length() + 200 + "...".length());
  }
}
