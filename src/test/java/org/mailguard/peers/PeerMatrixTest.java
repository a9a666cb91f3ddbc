package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sender delivers every message to every server, each in its own way: with DATA, with BDAT,
 * pipelined, before the greeting. As many messages must arrive as were sent, for the same
 * recipients, with the same octets, and with no other trace fields than the sender's and the
 * server's own.
 *
 * <p>A subclass says what lies between them.
 */
@NeedsPeers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PeerMatrixTest {
  private final MailPath path;
  private final List<TestMessage> messages = new ArrayList<>(Messages.text());
  private final List<Destination> destinations = new ArrayList<>();
  private int counted;
  private Dkim dkim;

  PeerMatrixTest(MailPath path) {
    this.path = path;
  }

  @BeforeAll
  void start() throws IOException {
    dkim = Dkim.create();
    messages.add(dkim.signed(Messages.utf8()));
    for (MailServer server : List.of(Postfix.server(), Exim.server(), OpenSmtpd.server())) {
      destinations.add(new Destination(server, path.open(server.port())));
    }
  }

  @AfterAll
  void stop() throws IOException {
    int late = -counted;
    for (Destination destination : destinations) {
      destination.path.close();
      late += destination.server.delivered().size();
      destination.server.close();
    }
    dkim.close();
    assertThat(late).as("messages that came after they had been counted").isZero();
  }

  Stream<Arguments> pairs() {
    return destinations.stream()
        .flatMap(
            destination -> Origin.ALL.stream().map(origin -> Arguments.of(origin, destination)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void everyMessageArrivesOnceAndWhole(Origin origin, Destination destination) throws IOException {
    try (MailSender sender = origin.factory.startFor(destination.path.port())) {
      for (TestMessage message : messages) {
        sender.send(Envelope.to(origin.mailbox(message)), message.octets());
      }
      sender.awaitSent(messages.size());

      List<String> trace = new ArrayList<>(destination.server.traceFields());
      trace.addAll(sender.traceFields());
      Map<String, Content> arrived = destination.awaitFrom(origin, messages.size());
      counted += arrived.size();
      assertThat(sender.deferred()).as("failed attempts:%n%s", sender.log()).isZero();
      for (TestMessage message : messages) {
        compare(message, arrived.get(origin.mailbox(message)), trace);
      }
    }
  }

  private void compare(TestMessage sent, @Nullable Content arrived, List<String> trace)
      throws IOException {
    if (arrived == null) {
      throw new AssertionError(sent + " did not arrive in its mailbox");
    }
    assertThat(arrived.digest()).as("octets of %s", sent).isEqualTo(sent.digest());
    assertThat(arrived.trace()).as("trace fields of %s", sent).isEqualTo(trace);
    if (sent.name().equals("dkim")) {
      assertThat(dkim.verifies(arrived.octets())).as("signature").isTrue();
    }
  }

  /** A kind of sender. */
  record Origin(String name, MailSender.Factory factory) {
    private static final List<Origin> ALL =
        List.of(
            new Origin("Postfix", Postfix::sender),
            new Origin("Exim", Exim::sender),
            new Origin("OpenSmtpd", OpenSmtpd::sender),
            new Origin("Swaks", Swaks::sender));

    private String mailbox(TestMessage message) {
      return prefix() + message.name();
    }

    private boolean owns(String mailbox) {
      return mailbox.startsWith(prefix());
    }

    private String prefix() {
      return name.toLowerCase(Locale.ROOT) + "-";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A server and the path to it. */
  record Destination(MailServer server, MailPath.Open path) {
    /** Waits for as many messages from a sender, and fails if one of them came twice. */
    Map<String, Content> awaitFrom(Origin origin, int count) throws IOException {
      Daemon.await(count + " messages from " + origin)
          .until(() -> mailboxes(origin).size() >= count);
      assertThat(mailboxes(origin)).as("mailboxes").hasSize(count).doesNotHaveDuplicates();
      Map<String, Content> contents = new TreeMap<>();
      for (StoredMessage message : server.delivered()) {
        if (origin.owns(message.mailbox())) {
          contents.put(message.mailbox(), message.content());
        }
      }
      return contents;
    }

    private List<String> mailboxes(Origin origin) throws IOException {
      return server.delivered().stream().map(StoredMessage::mailbox).filter(origin::owns).toList();
    }

    @Override
    public String toString() {
      return server.getClass().getSimpleName();
    }
  }
}
