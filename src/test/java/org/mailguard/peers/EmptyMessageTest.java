package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.mailguard.policy.Policy;

/** A message of no octets, for which only smtp-sink makes up no header of its own. */
@NeedsPeers
class EmptyMessageTest {
  @Test
  void arrivesEmpty() throws IOException {
    try (MailServer server = SmtpSink.server();
        MailPath.Open guard = new GuardPath(Policy.MAILGUARD_DEFAULT).open(server.port());
        var client = WireClient.greet(guard.port())) {
      client.envelope("a@b.test", "empty@example.test");
      assertThat(client.data(Messages.empty().octets()).code()).isEqualTo(250);
      client.quit();
      assertThat(server.awaitDelivered(1).getFirst().content().digest())
          .isEqualTo(Messages.empty().digest());
    }
  }
}
