package org.mailguard.proxy;

import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that somebody else has bound. The descriptor is never closed, so the socket
 * and its backlog outlive every listener on it, and a reload can take it up again: each channel has
 * a duplicate of its own and closes that. Netty takes a closed descriptor out of epoll by name
 * before it closes it, so a duplicate does not stay behind there and wake the loop for ever.
 *
 * <p>While no publication uses it, the kernel still accepts connections into the backlog, where
 * they wait.
 */
record HandedOverSocket(int descriptor, String name, InetSocketAddress address) {
  // asm-generic/socket.h, linux/socket.h
  private static final int SOL_SOCKET = 1;
  private static final int SO_TYPE = 3;
  private static final int SO_ACCEPTCONN = 30;
  private static final int SO_DOMAIN = 39;
  private static final int SOCK_STREAM = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  /**
   * Looks at a descriptor and makes it non-blocking: systemd hands it over blocking unless the unit
   * says otherwise, and a loop that waits in accept would hold up all its sessions.
   *
   * @throws IOException if it is not a listening stream socket of IPv4 or IPv6
   */
  static HandedOverSocket take(int descriptor, String name) throws IOException {
    Socket socket;
    int domain;
    int type;
    boolean listening;
    try {
      socket = new Socket(descriptor);
      domain = socket.getIntOpt(SOL_SOCKET, SO_DOMAIN);
      type = socket.getIntOpt(SOL_SOCKET, SO_TYPE);
      listening = socket.getIntOpt(SOL_SOCKET, SO_ACCEPTCONN) != 0;
    } catch (IOException | RuntimeException e) {
      throw refusal(descriptor, name, "is no socket", e);
    }
    if (domain != AF_INET && domain != AF_INET6) {
      throw refusal(descriptor, name, "is a socket of neither IPv4 nor IPv6", null);
    }
    if (type != SOCK_STREAM) {
      throw refusal(descriptor, name, "is no stream socket; use ListenStream=", null);
    }
    if (!listening) {
      throw refusal(descriptor, name, "does not listen; use Accept=no", null);
    }
    Fcntl.doNotBlock(descriptor);
    return new HandedOverSocket(descriptor, name, socket.localAddress());
  }

  private static IOException refusal(
      int descriptor, String name, String why, @Nullable Exception cause) {
    return new IOException(
        "descriptor %d (%s), which was handed over, %s".formatted(descriptor, name, why), cause);
  }

  /** A channel that accepts from this socket as soon as it is registered, if it reads by itself. */
  EpollServerSocketChannel channel() {
    try {
      return new EpollServerSocketChannel(Fcntl.duplicate(descriptor));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return NetUtil.toSocketAddressString(address) + " (" + name + ")";
  }
}
