package org.mailguard.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * A set of addresses as an access list can name one. Asked with octets: 4 for IPv4, 16 for IPv6.
 */
public sealed interface AddressSet {
  boolean contains(byte[] address);

  /** The octets of {@code address}; IPv4 inside IPv6 (RFC 4291 section 2.5.5.2) becomes IPv4. */
  static byte[] octets(InetAddress address) {
    byte[] octets = address.getAddress();
    return isMapped(octets) ? Arrays.copyOfRange(octets, 12, 16) : octets;
  }

  private static boolean isMapped(byte[] octets) {
    if (octets.length != 16 || octets[10] != (byte) 0xff || octets[11] != (byte) 0xff) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (octets[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Every address of both families. */
  record All() implements AddressSet {
    @Override
    public boolean contains(byte[] address) {
      return true;
    }
  }

  /** Every address of one family. */
  record Family(boolean v6) implements AddressSet {
    @Override
    public boolean contains(byte[] address) {
      return (address.length == 16) == v6;
    }
  }

  /**
   * Addresses that share their leading bits.
   *
   * @param prefix how many; 0 to 32, or to 128
   */
  record Network(InetAddress address, int prefix) implements AddressSet {
    public Network {
      if (prefix < 0 || prefix > 8 * octets(address).length) {
        throw new IllegalArgumentException("prefix " + prefix);
      }
    }

    public static Network host(InetAddress address) {
      return new Network(address, 8 * octets(address).length);
    }

    @Override
    public boolean contains(byte[] other) {
      byte[] wanted = octets(address);
      if (other.length != wanted.length) {
        return false;
      }
      int whole = prefix / 8;
      if (Arrays.mismatch(wanted, 0, whole, other, 0, whole) >= 0) {
        return false;
      }
      int rest = prefix % 8;
      int mask = 0xff << (8 - rest) & 0xff;
      return rest == 0 || ((wanted[whole] ^ other[whole]) & mask) == 0;
    }
  }

  /** One of several sets, such as a group of objects; empty if it has no member. */
  record Union(List<AddressSet> sets) implements AddressSet {
    public Union {
      sets = List.copyOf(sets);
    }

    @Override
    public boolean contains(byte[] address) {
      for (AddressSet set : sets) {
        if (set.contains(address)) {
          return true;
        }
      }
      return false;
    }
  }
}
