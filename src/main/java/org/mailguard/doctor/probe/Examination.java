package org.mailguard.doctor.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * All that is asked of one address, a connection after the other and never two at once. What is
 * passive comes first. Between two connections there is a pause, and a host that answered and then
 * refuses, or says 421, is left alone: that is a limit, and asking on would make it worse.
 *
 * <p>At most two commands that do not exist go into one connection, since servers end sessions for
 * more (Exim after three); a message goes to nobody unless the operator has named his mailbox.
 *
 * <p>On a port that begins with TLS the same is asked, inside.
 */
public final class Examination {
  /** How octets came that should not be there. */
  static final String BEHIND_STARTTLS = "behind the reply to STARTTLS";

  private final InetSocketAddress address;
  private final String host;
  private final Asking asking;
  private final Consumer<Visit> listener;
  private final Conversation conversation;
  private final List<Visit> visits = new ArrayList<>();
  private final long deadline;
  private boolean limited;

  /** What is said in one connection. */
  private interface Talk {
    @Nullable TlsSeen over(Wire wire) throws IOException;
  }

  /**
   * Of one address.
   *
   * @param host its name, for the certificate; the address itself if it has none
   * @param domain of which recipients are asked; nobody is sent anything
   * @param listener hears of each visit when it is over
   */
  public Examination(
      InetSocketAddress address,
      String host,
      String domain,
      Asking asking,
      Consumer<Visit> listener) {
    this.address = address;
    this.host = host;
    this.asking = asking;
    this.listener = listener;
    this.conversation = new Conversation(asking, domain);
    this.deadline = System.nanoTime() + asking.patience().host().toNanos();
  }

  /**
   * Runs until all is asked, the host is not to be asked more, its time is over, or the thread is
   * interrupted. A visit that was cut short by the last two is left out.
   */
  public List<Visit> run() {
    visit(Step.HELLO, address, conversation::hello);
    if (answered()) {
      visit(Step.BYTEWISE, address, wire -> conversation.pieces(wire, Wire::sayInOctets));
      visit(Step.SPLIT, address, wire -> conversation.pieces(wire, Wire::sayWithEndSplit));
      visit(Step.TLS, address, this::tls);
      visit(Step.ENVELOPE, address, conversation::envelope);
      visit(Step.LENGTH, address, conversation::lengths);
      if (asking.testMail() != null) {
        visit(Step.TEST_MAIL, address, wire -> TestMail.send(wire, asking, TestMail.Way.WHOLE));
        visit(Step.TEST_MAIL, address, wire -> TestMail.send(wire, asking, TestMail.Way.SPLIT));
        visit(Step.TEST_MAIL, address, wire -> TestMail.send(wire, asking, TestMail.Way.CHUNKS));
      }
      if (asking.quiet()) {
        visit(Step.IDLE, address, conversation::idle);
      }
    }
    others();
    return List.copyOf(visits);
  }

  private void others() {
    for (int port : asking.ports()) {
      if (port != address.getPort()) {
        InetSocketAddress other = new InetSocketAddress(address.getAddress(), port);
        visit(Step.OTHER_PORT, other, this::tls);
      }
    }
    InetSocketAddress inner = asking.inner();
    if (inner != null) {
      visit(Step.INNER, inner, conversation::hello);
    }
    InetSocketAddress nobody = asking.interception();
    if (nobody != null) {
      visit(Step.NULL_ADDRESS, nobody, conversation::greetingOnly);
    }
  }

  /** True if the first visit got as far as a greeting that lets one go on. */
  private boolean answered() {
    return visits.stream()
        .flatMap(visit -> visit.exchanges().stream())
        .anyMatch(exchange -> exchange.heard().isPositive());
  }

  private void visit(Step step, InetSocketAddress to, Talk talk) {
    boolean same = to.equals(address);
    if ((limited && same) || isCutShort()) {
      return;
    }
    try {
      if (!visits.isEmpty()) {
        Thread.sleep(asking.patience().between());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Visit visit = talked(step, to, talk);
    if (isCutShort()) {
      // Its silences are ours, and would accuse somebody.
      return;
    }
    limited |= same && !visits.isEmpty() && isRefusal(visit);
    visits.add(visit);
    listener.accept(visit);
  }

  /** True if the time is over, or the operator does not want to wait. */
  private boolean isCutShort() {
    return System.nanoTime() > deadline || Thread.currentThread().isInterrupted();
  }

  private Visit talked(Step step, InetSocketAddress to, Talk talk) {
    String shown = Addresses.print(to);
    Instant start = Instant.now();
    List<Exchange> exchanges = List.of();
    long connected = -1;
    try (Wire wire = Wire.to(to, asking.patience(), deadline)) {
      connected = wire.connected();
      TlsSeen tls = asking.beginsWithTls(to.getPort()) ? upgrade(wire) : null;
      if (tls == null || tls.isUp()) {
        try {
          TlsSeen later = talk.over(wire);
          tls = later == null ? tls : later;
        } finally {
          exchanges = wire.exchanges();
        }
      }
      return new Visit(step, shown, start, connected, null, exchanges, tls);
    } catch (IOException e) {
      String why = Printable.of(String.valueOf(e.getMessage()));
      return new Visit(step, shown, start, connected, why, exchanges, null);
    }
  }

  private static boolean isRefusal(Visit visit) {
    if (!visit.isConnected()) {
      return true;
    }
    return visit.reply("").map(heard -> heard.code() == 421).orElse(false)
        || visit.reply("EHLO").map(heard -> heard.code() == 421).orElse(false);
  }

  private @Nullable TlsSeen tls(Wire wire) throws IOException {
    if (!conversation.greet(wire)) {
      return null;
    }
    if (wire.isSecret()) {
      conversation.quit(wire);
      return null;
    }
    Heard ready = wire.say("STARTTLS");
    if (ready.code() != 220) {
      conversation.quit(wire);
      return null;
    }
    if (wire.waiting() > 0) {
      wire.listen(Duration.ofMillis(10), BEHIND_STARTTLS);
    }
    TlsSeen seen = upgrade(wire);
    if (seen.isUp()) {
      wire.say(
          "EHLO " + asking.name(),
          "under TLS",
          List.of("EHLO " + asking.name() + "\r\n"),
          asking.patience().reply());
      conversation.quit(wire);
    }
    return seen;
  }

  private TlsSeen upgrade(Wire wire) {
    Handshake handshake =
        Handshake.over(wire.socket(), host, (int) asking.patience().reply().toMillis());
    if (handshake.socket() != null) {
      wire.upgrade(handshake.socket());
    }
    return handshake.seen();
  }
}
