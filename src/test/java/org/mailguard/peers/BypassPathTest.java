package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailguard.policy.Laboratory.Defect;

/**
 * The ways round the old filters (reference: cisco-mailguard 13) on the network: none of them works
 * behind a release or the default. With the defect that opened it, the first one does.
 */
class BypassPathTest {
  private static final String OPEN =
      "HELO a.test\r\nMAIL FROM:<a@sender.test>\r\nRCPT TO:<u@example.test>\r\n";

  private static final List<List<String>> CASES =
      List.of(
          // B1, B5: DATA that is refused
          List.of("HELO a.test\r\n", "DATA\r\n", "EXPN root\r\n", "VRFYX root\r\n"),
          // B2: everything at once
          List.of("HELO a.test\r\nDATA\r\nEXPN root\r\n.\r\n"),
          // B3: DATA twice
          List.of("HELO a.test\r\n", "DATA\r\n", "DATA\r\n", "EXPN root\r\n"),
          // B4: behind the dot
          List.of(OPEN + "DATA\r\n", "text\r\n.\r\nEXPN root\r\n"),
          // B6: bare line ends around the dot
          List.of(OPEN + "DATA\r\n", "text\n.\r\nEXPN root\r\n", "text\r.\rEXPN root\r\n.\r\n"),
          // B7: in pieces, in other letters, with blanks
          List.of("HELO a.test\r\n", "EX", "PN root\r\n", " eXpN root\r\n", "\tEXPN root\r\n"));

  @ParameterizedTest
  @EnumSource
  void noVerbGetsPast(SymptomProfile profile) throws IOException {
    for (List<String> segments : CASES) {
      assertThat(heard(profile.path(EnumSet.noneOf(Defect.class)), segments))
          .as("%s behind %s", segments, profile)
          .noneMatch(BypassPathTest::isForbidden);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"P40", "P42", "P44", "P51"})
  void theHoleCanBeShown(SymptomProfile profile) throws IOException {
    assertThat(heard(profile.path(EnumSet.of(Defect.DATA)), CASES.getFirst()))
        .anyMatch(BypassPathTest::isForbidden);
  }

  private static boolean isForbidden(String line) {
    return line.strip().toUpperCase(Locale.ROOT).startsWith("EXPN");
  }

  /** The command lines that the server heard. */
  private static List<String> heard(MailPath path, List<String> segments) throws IOException {
    try (var exchange = FakeExchange.start()) {
      try (MailPath.Open box = path.open(exchange.port());
          var client = WireClient.connect(box.port())) {
        client.greeting();
        for (String segment : segments) {
          client.sendSegments(segment.getBytes(ISO_8859_1));
        }
        client.finishSending();
        client.patience(Duration.ofSeconds(3));
        client.awaitEnd();
      } catch (SocketException e) {
        // The box has ended the connection, which is one way to keep a verb out.
      }
      return exchange.lines();
    }
  }
}
