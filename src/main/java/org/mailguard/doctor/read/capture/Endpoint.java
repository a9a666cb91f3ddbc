package org.mailguard.doctor.read.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address and a port, as on the wire. */
public record Endpoint(InetAddress address, int port) implements Comparable<Endpoint> {

  /** Of 4 or 16 octets; no name is looked up. */
  static Endpoint of(byte[] address, int port) {
    try {
      return new Endpoint(InetAddress.getByAddress(address), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address.length + " octets are no address", e);
    }
  }

  @Override
  public int compareTo(Endpoint other) {
    int byAddress = address.getHostAddress().compareTo(other.address.getHostAddress());
    return byAddress == 0 ? Integer.compare(port, other.port) : byAddress;
  }

  @Override
  public String toString() {
    String text = address.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
  }
}
