package org.mailguard.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Addresses, read strictly and printed in one form. Never looks up a name. */
public final class AddressText {
  // No leading zeros (some readers take them for octal) and no short forms such as 10.1.
  private static final String OCTET = "(0|[1-9][0-9]{0,2})";
  private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern LIKE_V4 = Pattern.compile("[0-9.]*[0-9]\\.[0-9.]*");
  private static final Pattern LIKE_V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private AddressText() {}

  /**
   * A literal IPv4 or IPv6 address; IPv4 written as IPv6 ({@code ::ffff:192.0.2.1}) becomes IPv4.
   */
  static Optional<InetAddress> read(String word) {
    if (!V4.matcher(word).matches() && !LIKE_V6.matcher(word).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(word));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  /** True if whoever wrote {@code word} meant an address, right or wrong. */
  static boolean looksLikeAddress(String word) {
    return LIKE_V4.matcher(word).matches() || LIKE_V6.matcher(word).matches();
  }

  public static String print(InetAddress address) {
    return address instanceof Inet4Address
        ? address.getHostAddress()
        : printV6(address.getAddress());
  }

  /**
   * RFC 5952: lower case, no leading zeros, the first of the longest runs of zeros as {@code ::}.
   */
  private static String printV6(byte[] octets) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
    }
    int runStart = 0;
    int runLength = 0;
    for (int i = 0; i < 8; i++) {
      int length = zerosFrom(groups, i);
      if (length > runLength) {
        runStart = i;
        runLength = length;
      }
    }
    if (runLength < 2) {
      return join(groups, 0, 8);
    }
    return join(groups, 0, runStart) + "::" + join(groups, runStart + runLength, 8);
  }

  private static int zerosFrom(int[] groups, int from) {
    int at = from;
    while (at < groups.length && groups[at] == 0) {
      at++;
    }
    return at - from;
  }

  private static String join(int[] groups, int from, int to) {
    StringJoiner joined = new StringJoiner(":");
    for (int i = from; i < to; i++) {
      joined.add(Integer.toHexString(groups[i]));
    }
    return joined.toString();
  }

  /** The dotted mask with {@code prefix} leading bits. */
  static String mask(int prefix) {
    int bits = prefix == 0 ? 0 : -1 << (32 - prefix);
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 0xff)
        + "."
        + (bits >>> 8 & 0xff)
        + "."
        + (bits & 0xff);
  }
}
