package org.mailguard.events;

import java.util.Locale;

/**
 * A log host and the way to it: {@code logging host IF HOST [PROTOCOL/PORT]} (reference:
 * cisco-mailguard 11). Two that are equal are the same host, so that a reload keeps its connection.
 *
 * @param host an address as a literal, or a name, which is looked up anew for each connection
 * @param port 1 to 65535
 */
public record SyslogTarget(String host, int port, Transport transport) {
  /** How messages travel. */
  public enum Transport {
    /** A datagram each (RFC 5426); nobody hears of one that is lost on the way. */
    UDP,
    /** One connection (RFC 6587), made again when it breaks. */
    TCP,
    /** The same within TLS (RFC 5425); the host has to show a trusted certificate of its name. */
    TLS;

    boolean isStream() {
      return this != UDP;
    }
  }

  public SyslogTarget {
    if (!host.matches("[!-~]{1,255}")) {
      throw new IllegalArgumentException("a log host is a name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535: " + port);
    }
  }

  /** {@code 192.0.2.1 udp/514}, as the device shows it. */
  @Override
  public String toString() {
    return host + " " + transport.name().toLowerCase(Locale.ROOT) + "/" + port;
  }
}
