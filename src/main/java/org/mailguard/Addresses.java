package org.mailguard;

import java.net.InetSocketAddress;

/** Addresses as people type them. */
final class Addresses {
  private Addresses() {}

  /** {@code 127.0.0.1:25}, {@code [::1]:25}, or {@code *:25} for every address. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    if (address.getAddress().isAnyLocalAddress()) {
      host = "*";
    } else if (host.indexOf(':') >= 0) {
      host = "[" + host + "]";
    }
    return host + ":" + address.getPort();
  }
}
