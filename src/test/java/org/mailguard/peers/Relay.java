package org.mailguard.peers;

import java.io.IOException;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the three mail servers have in common when they send: a message is given to them by SMTP, as
 * a mail client would, since then they add nothing but a Received field; its fate is in their log.
 */
record Relay(Instance server, int port, Marks marks) implements MailSender {
  /** The texts by which a log shows that a message was sent, will be tried again, or came back. */
  record Marks(String sent, String deferred, String bounced) {}

  @Override
  public void send(Envelope envelope, byte[] message) throws IOException {
    try (var client = WireClient.greet(port)) {
      client.command("MAIL FROM:<" + envelope.sender() + ">" + body(message), 250);
      for (String recipient : envelope.recipients()) {
        client.command("RCPT TO:<" + recipient + ">", 250);
      }
      if (client.data(message).code() != 250) {
        throw client.failure("the sender did not take the message");
      }
      client.quit();
    }
  }

  private static String body(byte[] message) {
    for (byte octet : message) {
      if (octet < 0) {
        return " BODY=8BITMIME";
      }
    }
    return "";
  }

  @Override
  public void awaitSent(int count) throws IOException {
    try {
      Daemon.await(count + " sent messages").until(() -> sentOrBounced(count));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
  }

  private boolean sentOrBounced(int count) throws IOException {
    String log = log();
    if (log.contains(marks.bounced)) {
      throw new AssertionError("a message came back:\n" + log);
    }
    return LatinText.count(log, marks.sent) >= count;
  }

  @Override
  public int deferred() throws IOException {
    return LatinText.count(log(), marks.deferred);
  }

  @Override
  public List<String> traceFields() {
    return List.of("received");
  }

  @Override
  public String log() throws IOException {
    return server.log();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
