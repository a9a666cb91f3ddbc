package org.mailguard.events;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/**
 * Messages as datagrams (RFC 5426). The socket is not connected: the kernel would hand an ICMP
 * error to the message behind the lost one, which would then be lost as well.
 */
final class DatagramCarrier implements Carrier {
  private final SyslogTarget target;
  private final DatagramSocket socket;

  DatagramCarrier(SyslogTarget target) throws IOException {
    this.target = target;
    socket = new DatagramSocket();
  }

  @Override
  public void send(byte[] message) throws IOException {
    // The JDK remembers the answer, so this is no look-up for each message.
    InetAddress address = InetAddress.getByName(target.host());
    socket.send(new DatagramPacket(message, message.length, address, target.port()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
