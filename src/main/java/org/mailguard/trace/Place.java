package org.mailguard.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address and a port as people type them.
 *
 * @param address null for {@code *}
 */
public record Place(@Nullable InetAddress address, int port) {
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::([0-9]{1,5}))?");
  private static final Pattern PLAIN = Pattern.compile("([^:]*)(?::([0-9]{1,5}))?");

  /** Documentation addresses stand for peers that nobody named. */
  public static final Place STRANGER = new Place(InetAddress.ofLiteral("198.51.100.7"), 40_000);

  /** Of a client: an address, with a port or without. */
  public static Optional<Place> peer(String text) {
    return read(text, STRANGER.port()).filter(place -> place.address() != null);
  }

  /** Of a guard: an address or a star, and a port. */
  public static Optional<Place> listen(String text) {
    return read(text, 0);
  }

  /**
   * {@code 192.0.2.1:25}, {@code [2001:db8::1]:25}, {@code *:25}; without a port, {@code port}, if
   * that is not 0.
   */
  private static Optional<Place> read(String text, int port) {
    Matcher matcher = BRACKETS.matcher(text);
    if (!matcher.matches()) {
      matcher = PLAIN.matcher(text);
    }
    String host = matcher.matches() ? matcher.group(1) : text;
    String digits = matcher.matches() ? matcher.group(2) : null;
    int number = digits == null ? port : Integer.parseInt(digits);
    if (number < 1 || number > 65_535) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Place(host.equals("*") ? null : InetAddress.ofLiteral(host), number));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The same, with an address in place of none. */
  Place orElse(InetAddress other) {
    return address == null ? new Place(other, port) : this;
  }

  @Override
  public String toString() {
    InetAddress host = address;
    if (host == null) {
      return "*:" + port;
    }
    return host instanceof Inet6Address
        ? "[" + host.getHostAddress() + "]:" + port
        : host.getHostAddress() + ":" + port;
  }
}
