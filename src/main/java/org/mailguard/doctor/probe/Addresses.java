package org.mailguard.doctor.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as people write them. */
public final class Addresses {
  private Addresses() {}

  public static String print(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  public static String print(InetSocketAddress address) {
    String text = print(address.getAddress());
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + address.getPort();
  }
}
