package org.mailguard.doctor.probe;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator named: a mail domain, a host or an address.
 *
 * @param typed as he wrote it
 * @param name a name in lower case, or an address
 * @param address if the name is one, otherwise null
 * @param port 0 if none was named; a name without one is looked up as a mail domain first
 */
public record Target(String typed, String name, @Nullable InetAddress address, int port) {
  private static final int LONGEST = 253;

  /**
   * {@code example.org}, {@code mx.example.org:25}, {@code 192.0.2.1}, {@code [2001:db8::1]:25}.
   */
  public static Optional<Target> parse(String typed) {
    String text = typed.strip();
    int port = 0;
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    int colon = text.lastIndexOf(':');
    boolean bare = close < 0 && text.indexOf(':') != colon;
    if (colon > close && !bare && colon >= 0) {
      String digits = text.substring(colon + 1);
      if (!digits.matches("[1-9][0-9]{0,4}") || Integer.parseInt(digits) > 65_535) {
        return Optional.empty();
      }
      port = Integer.parseInt(digits);
      text = text.substring(0, colon);
    }
    if (close >= 0) {
      if (!text.endsWith("]")) {
        return Optional.empty();
      }
      text = text.substring(1, text.length() - 1);
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return Optional.of(new Target(typed.strip(), Addresses.print(address), address, port));
    } catch (IllegalArgumentException e) {
      return named(typed.strip(), text, port);
    }
  }

  /** A name is letters, digits, hyphens, underscores and dots; others are no host names. */
  private static Optional<Target> named(String typed, String text, int port) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    boolean good =
        !name.isEmpty()
            && name.length() <= LONGEST
            && name.matches("[A-Za-z0-9_]([A-Za-z0-9_-]*)(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*")
            && !name.matches("[0-9.]+");
    return good
        ? Optional.of(new Target(typed, name.toLowerCase(Locale.ROOT), null, port))
        : Optional.empty();
  }
}
