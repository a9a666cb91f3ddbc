package org.mailguard.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mailguard.policy.AddressSet;

/** A range of addresses as the fewest networks that cover exactly it. */
final class AddressRange {
  private AddressRange() {}

  /** True if the two are of one family and in order. */
  static boolean isRange(InetAddress low, InetAddress high) {
    return low.getAddress().length == high.getAddress().length
        && number(low).compareTo(number(high)) <= 0;
  }

  /** Both ends included; {@link #isRange} must hold. */
  static List<AddressSet> cover(InetAddress low, InetAddress high) {
    int bits = 8 * low.getAddress().length;
    List<AddressSet> networks = new ArrayList<>();
    BigInteger from = number(low);
    BigInteger last = number(high);
    while (from.compareTo(last) <= 0) {
      int free = Math.min(bits, from.signum() == 0 ? bits : from.getLowestSetBit());
      // The network that begins here may be as large as the zeros at the end of its address allow.
      while (from.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE).compareTo(last)
          > 0) {
        free--;
      }
      InetAddress first = address(from, bits / 8);
      // IPv4 inside IPv6 has become IPv4, which lies 96 bits deep.
      int prefix = bits - free - (bits - 8 * first.getAddress().length);
      networks.add(new AddressSet.Network(first, prefix));
      from = from.add(BigInteger.ONE.shiftLeft(free));
    }
    return networks;
  }

  /** The address {@code offset} places behind {@code base}. */
  static InetAddress plus(InetAddress base, int offset) {
    return address(number(base).add(BigInteger.valueOf(offset)), base.getAddress().length);
  }

  /** How many places {@code address} stands behind {@code base}. */
  static int offset(InetAddress base, InetAddress address) {
    return number(address).subtract(number(base)).intValue();
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  private static InetAddress address(BigInteger number, int length) {
    byte[] octets = new byte[length];
    byte[] some = number.toByteArray();
    int count = Math.min(some.length, length);
    System.arraycopy(some, some.length - count, octets, length - count, count);
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(Arrays.toString(octets), e);
    }
  }
}
