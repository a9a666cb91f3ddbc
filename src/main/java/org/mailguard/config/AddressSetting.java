package org.mailguard.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where the guard listens and which servers stand behind it. */
sealed interface AddressSetting extends Setting {

  /**
   * {@code ip address outside}: what {@code interface} stands for.
   *
   * @param prefix bits of the network's mask, or -1 if the line has none; kept for the writer only
   */
  record OutsideAddress(InetAddress address, int prefix) implements AddressSetting {
    static final int NO_PREFIX = -1;
  }

  /** A translation: connections to {@link #global} are carried to {@link #server}. */
  sealed interface Static extends AddressSetting {
    /** Null stands for {@code interface}. */
    @Nullable InetAddress global();

    int globalPort();

    /** A name, or an address as {@link AddressText} writes it. */
    String server();

    int serverPort();

    Bounds bounds();
  }

  /** {@code static} with {@code tcp} and ports. */
  record PortStatic(
      @Nullable InetAddress global, int globalPort, String server, int serverPort, Bounds bounds)
      implements Static {}

  /**
   * {@code static} without ports: the mail port on both sides, the only one that the guard serves.
   */
  record HostStatic(@Nullable InetAddress global, String server, Bounds bounds) implements Static {
    @Override
    public int globalPort() {
      return PortNames.SMTP;
    }

    @Override
    public int serverPort() {
      return PortNames.SMTP;
    }
  }

  /**
   * The tail of a {@code static}. Read, kept and written.
   *
   * @param connections at once; 0 is no limit
   * @param embryonic half-open connections; 0 is no limit
   * @param keepsSequence {@code norandomseq}, which means nothing to a proxy
   */
  record Bounds(int connections, int embryonic, boolean keepsSequence) {
    static final Bounds NONE = new Bounds(0, 0, false);
  }
}
