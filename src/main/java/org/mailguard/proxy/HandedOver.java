package org.mailguard.proxy;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Publication;

/**
 * The listening sockets that systemd, or whoever started us, handed over. Immutable; the sockets
 * stay open as long as the process lives.
 */
public final class HandedOver {
  public static final HandedOver NONE = new HandedOver(List.of());

  private static final InetAddress EVERY_IPV4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress EVERY_ADDRESS = InetAddress.ofLiteral("::");

  private final List<HandedOverSocket> sockets;

  HandedOver(List<HandedOverSocket> sockets) {
    this.sockets = List.copyOf(sockets);
  }

  /**
   * Looks at every descriptor; to be called once.
   *
   * @throws IOException if one of them is not a socket that mail could come in by, or if the
   *     transport cannot use any
   */
  public static HandedOver take(Activation activation) throws IOException {
    if (activation.names().isEmpty()) {
      return NONE;
    }
    if (!Epoll.isAvailable()) {
      throw new IOException(
          "sockets were handed over, and only the epoll transport can use them, which is not there: "
              + Epoll.unavailabilityCause().getMessage());
    }
    List<HandedOverSocket> sockets = new ArrayList<>();
    for (String name : activation.names()) {
      sockets.add(HandedOverSocket.take(Activation.FIRST_DESCRIPTOR + sockets.size(), name));
    }
    return new HandedOver(sockets);
  }

  /**
   * Which publications listen on a handed-over socket; the others bind.
   *
   * @return by the name of the listener
   * @throws IOException if two publications would share a socket, so that chance would decide whose
   *     policy holds
   */
  Map<String, HandedOverSocket> assign(List<Publication> publications) throws IOException {
    Map<String, HandedOverSocket> assigned = new LinkedHashMap<>();
    for (Publication publication : publications) {
      Optional<HandedOverSocket> socket =
          matching(publication.listenAddress(), publication.listenPort());
      if (socket.isEmpty()) {
        continue;
      }
      String name = Listener.name(publication);
      if (assigned.containsValue(socket.get()) && !assigned.containsKey(name)) {
        throw new IOException(
            "cannot listen on %s: the socket %s, which was handed over, is in use by another static line"
                .formatted(name, socket.get()));
      }
      assigned.put(name, socket.get());
    }
    return assigned;
  }

  private Optional<HandedOverSocket> matching(@Nullable String address, int port) {
    if (address != null) {
      return bound(InetAddress.ofLiteral(address), port);
    }
    return bound(EVERY_ADDRESS, port).or(() -> bound(EVERY_IPV4, port));
  }

  private Optional<HandedOverSocket> bound(InetAddress address, int port) {
    return sockets.stream()
        .filter(socket ->
            socket.address().getPort() == port && socket.address().getAddress().equals(address))
        .findFirst();
  }

  /** Those that nobody uses, as people read them. */
  List<String> unused(Collection<HandedOverSocket> used) {
    return sockets.stream()
        .filter(socket -> !used.contains(socket))
        .map(HandedOverSocket::toString)
        .toList();
  }

  /** An error of binding is often an address that differs from the one handed over. */
  IOException explain(IOException e, Collection<HandedOverSocket> used) {
    List<String> unused = unused(used);
    return unused.isEmpty()
        ? e
        : new IOException(
            e.getMessage()
                + "; handed over, but no static line listens there: "
                + unused.stream().collect(Collectors.joining(", ")),
            e);
  }
}
