package org.mailguard.proxy;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;

/** Says why a port could not be bound, and for the most common reason what to do. */
final class BindFailure {
  private static final int EACCES = -13;
  private static final int FIRST_ORDINARY_PORT = 1024;

  private BindFailure() {}

  /** {@code name} and {@code port} are the listener's. */
  static IOException of(String name, int port, Throwable cause) {
    String text = "cannot listen on " + name + ": " + cause.getMessage();
    if (port < FIRST_ORDINARY_PORT && isForbidden(cause)) {
      text +=
          ". A port below 1024 needs one of three things: a socket handed over by systemd"
              + " (etc/systemd/mailguard.socket), the ambient capability CAP_NET_BIND_SERVICE"
              + " (AmbientCapabilities= in a unit, --ambient-caps of setpriv; not setcap on java),"
              + " or a sysctl net.ipv4.ip_unprivileged_port_start of at most "
              + port;
    }
    return new IOException(text, cause);
  }

  private static boolean isForbidden(Throwable cause) {
    return cause instanceof NativeIoException e
        ? e.expectedErr() == EACCES
        : String.valueOf(cause.getMessage()).contains("Permission denied");
  }
}
