package org.mailguard.proxy;

import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mailguard.events.Event;
import org.mailguard.events.Intervention;
import org.mailguard.events.MailLayout;
import org.mailguard.events.MessageId;
import org.mailguard.events.Severity;
import org.mailguard.policy.Publication;
import org.mailguard.session.Step;

/**
 * What is written down of one session, in the device's layouts (reference: cisco-mailguard 11.2).
 */
final class SessionLog {
  private final Shared shared;
  private final Publication publication;
  private final long number;
  private final InetSocketAddress remote;
  private final InetSocketAddress listening;
  private final String peer;
  private final String local;
  private final SessionCount.Source source;
  private final long began = System.nanoTime();
  private long clientOctets;
  private long serverOctets;
  private long reads;

  SessionLog(Shared shared, Publication publication, SocketChannel client) {
    this.shared = shared;
    this.publication = publication;
    number = shared.numbers().incrementAndGet();
    remote = client.remoteAddress();
    listening = client.localAddress();
    peer = text(remote);
    local = text(listening);
    source = SessionCount.Source.of(remote.getAddress());
  }

  /** {@code address/port}, as the device prints it. */
  static String text(InetSocketAddress address) {
    return text(address.getAddress(), address.getPort());
  }

  static String text(InetAddress address, int port) {
    return text(address) + "/" + port;
  }

  static String text(InetAddress address) {
    return NetUtil.toAddressString(address);
  }

  long number() {
    return number;
  }

  InetSocketAddress remote() {
    return remote;
  }

  /** What there is to see of the session now. */
  SessionSnapshot snapshot(String phase, boolean connected, Duration idle) {
    return new SessionSnapshot(
        number,
        remote,
        listening,
        publication,
        phase,
        connected,
        clientOctets,
        serverOctets,
        reads,
        Duration.ofNanos(System.nanoTime() - began),
        idle);
  }

  SessionCount.Source source() {
    return source;
  }

  void clientSent(int octets) {
    clientOctets += octets;
    reads++;
  }

  void serverSent(int octets) {
    serverOctets += octets;
    reads++;
  }

  /** What the session did, or what one of its rules did or would have done. */
  void note(Step.Note note) {
    Intervention intervention = note.intervention();
    if ((intervention == null || !intervention.isOfRule()) && !shared.log().hears(note.id())) {
      shared.log().count(note.id());
      return;
    }
    String detail =
        new MailLayout(outside(), inside())
            .of(note.id(), intervention, note.detail(), note.before());
    shared.log().log(
        new Event(
            note.id(),
            number,
            peer,
            note.rule(),
            detail,
            note.before(),
            note.after(),
            severity(intervention),
            intervention));
  }

  /**
   * A rule without the word log is no news for whoever wrote it, but its record is: where the
   * device says nothing at all, an operator would ask in vain why mail was refused.
   */
  private static @Nullable Severity severity(@Nullable Intervention intervention) {
    return intervention == null || intervention.log() ? null : Severity.INFORMATIONAL;
  }

  void built() {
    event(
        MessageId.CONNECTION_BUILT,
        "Built inbound TCP connection "
            + number
            + " for "
            + outside()
            + " ("
            + peer
            + ") to "
            + inside()
            + " ("
            + local
            + ")");
  }

  void ended(String reason) {
    shared.totals().add(publication.policy(), reads);
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    event(
        MessageId.CONNECTION_ENDED,
        "Teardown TCP connection "
            + number
            + " for "
            + outside()
            + " to "
            + inside()
            + " duration "
            + duration(seconds)
            + " bytes "
            + (clientOctets + serverOctets)
            + " "
            + reason);
  }

  private String outside() {
    return publication.translation().clientInterface() + ":" + peer;
  }

  private String inside() {
    return publication.translation().serverInterface()
        + ":"
        + publication.server().host()
        + "/"
        + publication.server().port();
  }

  /** {@code H:MM:SS}. */
  private static String duration(long seconds) {
    long minutes = seconds / 60 % 60;
    long rest = seconds % 60;
    return seconds / 3600 + (minutes < 10 ? ":0" : ":") + minutes + (rest < 10 ? ":0" : ":") + rest;
  }

  private void event(MessageId id, String detail) {
    shared.log().log(new Event(id, number, peer, publication.policy().name(), detail, "", ""));
  }
}
