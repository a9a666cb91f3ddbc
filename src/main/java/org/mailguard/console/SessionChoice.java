package org.mailguard.console;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which sessions a command is about: those with the address on one of their ends, and with the
 * port.
 */
public record SessionChoice(Optional<InetAddress> address, OptionalInt port) {
  public static final SessionChoice ALL = new SessionChoice(Optional.empty(), OptionalInt.empty());

  public boolean covers(OpenSession session) {
    return (address.isEmpty() || hasAddress(session, address.get()))
        && (port.isEmpty() || hasPort(session, port.getAsInt()));
  }

  private static boolean hasAddress(OpenSession session, InetAddress wanted) {
    return is(session.peer(), wanted)
        || is(session.local(), wanted)
        || session.server().equals(ShownText.address(wanted));
  }

  private static boolean is(InetSocketAddress end, InetAddress wanted) {
    return wanted.equals(end.getAddress());
  }

  private static boolean hasPort(OpenSession session, int wanted) {
    return session.peer().getPort() == wanted
        || session.local().getPort() == wanted
        || session.serverPort() == wanted;
  }
}
