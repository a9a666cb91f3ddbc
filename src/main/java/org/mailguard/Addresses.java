package org.mailguard;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/** Addresses as people type them. */
final class Addresses {
  private Addresses() {}

  /** {@code 127.0.0.1:25}, {@code [::1]:25}, or {@code *:25} for every address. */
  static String text(InetSocketAddress address) {
    String host = NetUtil.toAddressString(address.getAddress());
    if (address.getAddress().isAnyLocalAddress()) {
      host = "*";
    } else if (host.indexOf(':') >= 0) {
      host = "[" + host + "]";
    }
    return host + ":" + address.getPort();
  }
}
