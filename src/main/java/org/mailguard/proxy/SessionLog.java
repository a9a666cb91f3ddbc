package org.mailguard.proxy;

import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Publication;

/**
 * What is written down of one session, in the device's layouts (reference: cisco-mailguard 11.2).
 */
final class SessionLog {
  private final Shared shared;
  private final Publication publication;
  private final long number;
  private final String peer;
  private final String local;
  private final SessionCount.Source source;
  private final long began = System.nanoTime();
  private long clientOctets;
  private long serverOctets;

  SessionLog(Shared shared, Publication publication, SocketChannel client) {
    this.shared = shared;
    this.publication = publication;
    number = shared.numbers().incrementAndGet();
    InetSocketAddress remote = client.remoteAddress();
    peer = text(remote);
    local = text(client.localAddress());
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

  String peer() {
    return peer;
  }

  SessionCount.Source source() {
    return source;
  }

  void clientSent(int octets) {
    clientOctets += octets;
  }

  void serverSent(int octets) {
    serverOctets += octets;
  }

  void event(Event event) {
    shared.log().log(event);
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
