package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.policy.Policy;
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

  /** Postfix knows such a greeting, says so in its log, and does without EHLO from the start. */
  @Test
  void postfixSeesAPixAndSaysHelo() throws IOException {
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open pix = new GuardPath(Release.P51.policy()).open(server.port());
        MailSender sender = Postfix.sender(pix.port())) {
      sender.send(Envelope.to("helo"), plain("helo").octets());
      sender.awaitSent(1);
      assertThat(sender.log())
          .contains(
              "enabling PIX workarounds: disable_esmtp for 127.0.0.1[127.0.0.1]:" + pix.port());
      assertThat(server.lines())
          .startsWith("HELO postfix.test")
          .noneMatch(line -> line.startsWith("EHLO") || line.startsWith("XXXX"));
    }
  }

  /**
   * With mail that has waited, here from the first second on, it also waits before the last dot.
   */
  @Test
  void postfixWaitsBeforeTheLastDot() throws IOException {
    String old = "smtp_pix_workaround_threshold_time = 0s\nsmtp_pix_workaround_delay_time = 1s\n";
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open pix = new GuardPath(Release.P51.policy()).open(server.port());
        MailSender sender = Postfix.sender(pix.port(), old)) {
      sender.send(Envelope.to("dot"), plain("dot").octets());
      sender.awaitSent(1);
      assertThat(sender.log())
          .contains("enabling PIX workarounds: disable_esmtp delay_dotcrlf for ");
      // The last of the four times of delivery is that of the transfer, in seconds.
      assertThat(sender.log()).containsPattern("delays=[^,]*/[1-9][0-9.]*, dsn=2.6.0, status=sent");
    }
  }

  @Test
  void postfixSeesNothingOfTheKindInTheDefault() throws IOException {
    try (FakeExchange server = FakeExchange.start();
        MailPath.Open guard = new GuardPath(Policy.MAILGUARD_DEFAULT).open(server.port());
        MailSender sender = Postfix.sender(guard.port())) {
      sender.send(Envelope.to("ehlo"), plain("ehlo").octets());
      sender.awaitSent(1);
      assertThat(sender.log()).doesNotContain("PIX");
      assertThat(server.lines()).startsWith("EHLO postfix.test");
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
