package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.policy.Release;

/**
 * Release p51 lies between. Real senders fall back to HELO, as they did, and their mail arrives:
 * the old box lost ESMTP, not every message. The contents are plain ASCII, since without 8BITMIME
 * senders convert.
 */
@NeedsPeers
class OldReleaseTest {

  static Stream<MailSender.Factory> senders() {
    return Stream.of(Postfix::sender, Exim::sender, OpenSmtpd::sender, Swaks::sender);
  }

  @ParameterizedTest
  @MethodSource("senders")
  void aPlainMessageArrives(MailSender.Factory factory) throws IOException {
    try (MailServer server = Postfix.server();
        MailPath.Open pix = new GuardPath(Release.P51.policy()).open(server.port());
        MailSender sender = factory.startFor(pix.port())) {
      List<TestMessage> messages = List.of(plain("one"), plain("two"));
      for (TestMessage message : messages) {
        sender.send(Envelope.to(message.name()), message.octets());
      }
      sender.awaitSent(messages.size());
      List<String> stored = new ArrayList<>();
      for (StoredMessage message : server.awaitDelivered(messages.size())) {
        stored.add(message.content().digest());
      }
      assertThat(stored)
          .containsExactlyInAnyOrderElementsOf(messages.stream().map(TestMessage::digest).toList());
    }
  }

  /**
   * Without MIME: a message that says 8bit is converted by Postfix for a server without 8BITMIME.
   */
  private static TestMessage plain(String name) {
    String text =
        "From: <alice@sender.test>\r\nSubject: %1$s\r\nMessage-ID: <%1$s.51@sender.test>\r\n"
                .formatted(name)
            + "Date: Tue, 24 Nov 2026 08:00:00 +0000\r\n\r\n.dot\r\nEHLO in the text\r\nXXXX\r\n";
    return new TestMessage(name, text.getBytes(StandardCharsets.US_ASCII));
  }
}
