package org.mailguard.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.policy.Ports;

/** The kinds of arguments that more than one statement has. */
final class Kinds {
  /**
   * Letters, digits and hyphens in labels of at most 63, separated by dots (RFC 1123 section 2.1).
   * The last label is no number, so that half an address is not taken for a name.
   */
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?=.{1,253}$)(?!(.*\\.)?[0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])");
  private static final Pattern LIKE_TIME = Pattern.compile("[0-9:]+");

  /** A name that the administrator gives to a list or map. */
  static final Kind<String> NAME =
      Kind.word(
          "a name: up to 40 letters, digits, '-', '_' and '.'",
          Pattern.compile("[A-Za-z0-9_.-]{1,40}"));

  static final Kind<String> HOST = Kind.word("a host name", HOST_NAME);

  static final Kind<InetAddress> ADDRESS =
      Kind.of(InetAddress.class, "an IPv4 or IPv6 address", Kinds::address);

  static final Kind<InetAddress> IPV4 =
      Kind.of(
          InetAddress.class,
          "an IPv4 address",
          word -> word.indexOf(':') >= 0 ? new Reading.Other<>() : address(word));

  /** A real mask, not the inverted one of IOS; the value is its number of leading bits. */
  static final Kind<Integer> MASK =
      Kind.of(Integer.class, "a mask such as 255.255.255.0", Kinds::mask);

  /** The mask of one address, the only one that a {@code static} for a proxy can have. */
  static final Kind<Integer> HOST_MASK = Kind.of(Integer.class, "255.255.255.255", Kinds::hostMask);

  /** A name, or an address in the form that {@link AddressText} prints. */
  static final Kind<String> SERVER =
      Kind.of(String.class, "a host name, an IPv4 or an IPv6 address", Kinds::server);

  static final Kind<Prefix> PREFIX6 =
      Kind.of(Prefix.class, "an IPv6 prefix such as 2001:db8::/32", Kinds::prefix6);

  /** {@code 25} or {@code 25-30}. */
  static final Kind<Ports.Range> PORT_RANGE =
      Kind.of(Ports.Range.class, "a port or a range of ports such as 25-30", Kinds::portRange)
          .withNames(PortNames.KIND.names());

  private Kinds() {}

  /** An address and how many of its leading bits count. */
  record Prefix(InetAddress address, int bits) {
    @Override
    public String toString() {
      return AddressText.print(address) + '/' + bits;
    }
  }

  private static Reading<InetAddress> address(String word) {
    Optional<InetAddress> address = AddressText.read(word);
    if (address.isPresent()) {
      return new Reading.Value<>(address.get());
    }
    return AddressText.looksLikeAddress(word)
        ? new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no address")
        : new Reading.Other<>();
  }

  private static Reading<Integer> mask(String word) {
    if (!(IPV4.reader().apply(word) instanceof Reading.Value<InetAddress>(InetAddress address))) {
      return AddressText.looksLikeAddress(word)
          ? new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no mask")
          : new Reading.Other<>();
    }
    int bits = bits(address);
    int prefix = Integer.numberOfLeadingZeros(~bits);
    if (bits == (prefix == 0 ? 0 : -1 << (32 - prefix))) {
      return new Reading.Value<>(prefix);
    }
    boolean inverted = (bits & (bits + 1)) == 0;
    return new Reading.Wrong<>(
        word
            + (inverted
                ? " is a wildcard of IOS; write " + AddressText.mask(32 - Integer.bitCount(bits))
                : " is no mask: its one bits do not stand together"));
  }

  private static int bits(InetAddress address) {
    int bits = 0;
    for (byte octet : address.getAddress()) {
      bits = bits << 8 | (octet & 0xff);
    }
    return bits;
  }

  private static Reading<Integer> hostMask(String word) {
    Reading<Integer> mask = mask(word);
    return mask instanceof Reading.Value<Integer>(Integer prefix) && prefix != 32
        ? new Reading.Wrong<>(
            "a static publishes one address; whole networks come with a later release")
        : mask;
  }

  private static Reading<String> server(String word) {
    Optional<InetAddress> address = AddressText.read(word);
    if (address.isPresent()) {
      return address.get().isAnyLocalAddress() || address.get().isMulticastAddress()
          ? new Reading.Wrong<>(word + " is no server's address")
          : new Reading.Value<>(AddressText.print(address.get()));
    }
    if (AddressText.looksLikeAddress(word)) {
      return new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no address");
    }
    return HOST.reader().apply(word);
  }

  private static Reading<Prefix> prefix6(String word) {
    int slash = word.indexOf('/');
    if (slash < 0 || !AddressText.looksLikeAddress(word.substring(0, slash))) {
      return new Reading.Other<>();
    }
    Optional<InetAddress> address = AddressText.read(word.substring(0, slash));
    Reading<Integer> bits = Kind.range(0, 128).reader().apply(word.substring(slash + 1));
    if (address.isEmpty()
        || address.get() instanceof Inet4Address
        || !(bits instanceof Reading.Value<Integer>(Integer prefix))) {
      return new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no IPv6 prefix");
    }
    return new Reading.Value<>(new Prefix(address.get(), prefix));
  }

  private static Reading<Ports.Range> portRange(String word) {
    Reading<Integer> single = PortNames.KIND.reader().apply(word);
    if (single instanceof Reading.Value<Integer>(Integer port)) {
      return new Reading.Value<>(new Ports.Range(port, port));
    }
    int hyphen = word.indexOf('-');
    Kind<Integer> port = Kind.range(1, PortNames.HIGHEST);
    if (hyphen > 0
        && port.reader().apply(word.substring(0, hyphen))
            instanceof Reading.Value<Integer>(Integer low)
        && port.reader().apply(word.substring(hyphen + 1))
            instanceof Reading.Value<Integer>(Integer high)) {
      return low <= high
          ? new Reading.Value<>(new Ports.Range(low, high))
          : new Reading.Wrong<>("the range " + word + " is empty");
    }
    return single instanceof Reading.Wrong<Integer>(String complaint)
        ? new Reading.Wrong<>(complaint)
        : new Reading.Other<>();
  }

  /** {@code H:MM:SS} between two bounds, both included. */
  static Kind<Duration> time(Duration least, Duration most) {
    return Kind.of(
        Duration.class,
        "hours:minutes:seconds from " + printTime(least) + " to " + printTime(most),
        word -> time(word, least, most));
  }

  private static Reading<Duration> time(String word, Duration least, Duration most) {
    Matcher parts = TIME.matcher(word);
    if (!parts.matches()) {
      return LIKE_TIME.matcher(word).matches()
          ? new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no hours:minutes:seconds")
          : new Reading.Other<>();
    }
    Duration time =
        Duration.ofHours(Integer.parseInt(parts.group(1)))
            .plusMinutes(Integer.parseInt(parts.group(2)))
            .plusSeconds(Integer.parseInt(parts.group(3)));
    return time.compareTo(least) < 0 || time.compareTo(most) > 0
        ? new Reading.Wrong<>(word + " is out of range")
        : new Reading.Value<>(time);
  }

  /** As the device prints a time. */
  static String printTime(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  /** As the device prints a range of ports in a {@code fixup}: numbers, never names. */
  static String printRange(Ports.Range ports) {
    return ports.low() == ports.high() ? "" + ports.low() : ports.low() + "-" + ports.high();
  }
}
