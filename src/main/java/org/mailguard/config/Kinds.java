package org.mailguard.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.Names.GroupType;
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

  private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]{1,4}");
  private static final Pattern TIME = Pattern.compile("([0-9]{1,4}):([0-5]?[0-9]):([0-5]?[0-9])");
  private static final Pattern LIKE_TIME = Pattern.compile("[0-9:]+");

  /** A name that the administrator gives to a list or map. */
  static final Kind<String> NAME =
      Kind.word("a name of up to 128 characters", Pattern.compile("[^\\s\\p{Cntrl}]{1,128}"));

  /** Of an object, where an address may stand as well. */
  static final Kind<String> OBJECT =
      Kind.byName(
          String.class,
          "the name of an object",
          (word, names) ->
              AddressText.looksLikeAddress(word)
                  ? new Reading.Other<>()
                  : taken(NAME.read(word), names));

  /** Of an interface. It begins with a letter, so that no address is ever taken for one. */
  static final Kind<String> INTERFACE =
      Kind.word("the name of an interface", Pattern.compile("[A-Za-z][^\\s(),]{0,47}"));

  /** What may stand wherever an address does; not a word that has a meaning there. */
  static final Kind<String> LABEL =
      Kind.of(String.class, "a label with a letter in it", Kinds::label);

  private static final Pattern LABELS = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9_.-]{1,63}");
  private static final Set<String> NO_LABELS =
      Set.of(
          "any",
          "any4",
          "any6",
          "host",
          "interface",
          "object",
          "object-group",
          "eq",
          "neq",
          "lt",
          "gt",
          "range",
          "user",
          "user-group",
          "object-group-user",
          "object-group-security",
          "netmask",
          "access-list",
          "tcp",
          "udp",
          "dhcp",
          "pppoe",
          "standby",
          "timeout",
          "version",
          "port");

  /** An address itself, where a label has no meaning. */
  static final Kind<InetAddress> LITERAL =
      Kind.of(InetAddress.class, "an IPv4 or IPv6 address", word -> address(word, Names.none()));

  /** {@code security50}. */
  static final Kind<Integer> SECURITY =
      Kind.of(Integer.class, "security0 to security100", Kinds::security);

  private static final Pattern SECURITIES = Pattern.compile("sec(?:urity)?([0-9]{1,3})");

  /** {@code (inside,outside)}. */
  static final Kind<Pair> PAIR =
      Kind.of(Pair.class, "two interfaces such as (inside,outside)", Kinds::pair);

  private static final Pattern INTERFACES =
      Pattern.compile("\\(([A-Za-z][^\\s(),]{0,47}),([A-Za-z][^\\s(),]{0,47})\\)");

  static final Kind<String> HOST = Kind.word("a host name", HOST_NAME);

  static final Kind<InetAddress> ADDRESS =
      Kind.byName(InetAddress.class, "an IPv4 or IPv6 address", Kinds::address);

  static final Kind<InetAddress> IPV4 =
      Kind.byName(
          InetAddress.class,
          "an IPv4 address",
          (word, names) ->
              word.indexOf(':') >= 0 ? new Reading.Other<>() : v4(address(word, names)));

  /** A real mask, not the inverted one of IOS; the value is its number of leading bits. */
  static final Kind<Integer> MASK =
      Kind.of(Integer.class, "a mask such as 255.255.255.0", Kinds::mask);

  /** A name, or an address in the form that {@link AddressText} prints. */
  static final Kind<String> SERVER =
      Kind.byName(String.class, "a host name, an IPv4 or an IPv6 address", Kinds::server);

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

  private static Reading<String> label(String word) {
    if (NO_LABELS.contains(word.toLowerCase(Locale.ROOT))) {
      return new Reading.Wrong<>(word + " has a meaning of its own");
    }
    return LABELS.matcher(word).matches() && !AddressText.looksLikeAddress(word)
        ? new Reading.Value<>(word)
        : new Reading.Other<>();
  }

  private static Reading<Integer> security(String word) {
    Matcher level = SECURITIES.matcher(word.toLowerCase(Locale.ROOT));
    if (!level.matches()) {
      return new Reading.Other<>();
    }
    int number = Integer.parseInt(level.group(1));
    return number <= 100
        ? new Reading.Value<>(number)
        : new Reading.Wrong<>("a security level is at most 100");
  }

  private static Reading<Pair> pair(String word) {
    Matcher pair = INTERFACES.matcher(word);
    if (pair.matches()) {
      return new Reading.Value<>(new Pair(pair.group(1), pair.group(2)));
    }
    return word.startsWith("(")
        ? new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no pair of interfaces")
        : new Reading.Other<>();
  }

  /** The name of an object-group of one of these types. */
  static Kind<String> group(GroupType... types) {
    List<GroupType> wanted = List.of(types);
    String description =
        "an object-group "
            + wanted.stream().map(GroupType::word).collect(Collectors.joining(" or "))
            + " that is defined above";
    return Kind.byName(String.class, description, (word, names) -> group(word, names, wanted));
  }

  private static Reading<String> group(String word, Names names, List<GroupType> wanted) {
    Optional<GroupType> type = names.group(word);
    if (type.isEmpty()) {
      List<String> known =
          wanted.stream().flatMap(one -> names.groups(one).stream()).sorted().toList();
      String nearest = NearestWord.to(word, known);
      return new Reading.Wrong<>(
          "no object-group "
              + Expectation.shown(word)
              + " is defined above"
              + (nearest.isEmpty() ? "" : "; there is " + nearest));
    }
    return wanted.contains(type.get())
        ? new Reading.Value<>(word)
        : new Reading.Wrong<>(
            "object-group " + Expectation.shown(word) + " is one of type " + type.get().word());
  }

  private static Reading<InetAddress> v4(Reading<InetAddress> address) {
    return address instanceof Reading.Value<InetAddress>(InetAddress value)
            && !(value instanceof Inet4Address)
        ? new Reading.Other<>()
        : address;
  }

  private static Reading<InetAddress> address(String word, Names names) {
    Optional<InetAddress> label = names.address(word);
    if (label.isPresent()) {
      return new Reading.Value<>(label.get());
    }
    Optional<InetAddress> address = AddressText.read(word);
    if (address.isPresent()) {
      return new Reading.Value<>(address.get());
    }
    return AddressText.looksLikeAddress(word)
        ? new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no address")
        : new Reading.Other<>();
  }

  private static Reading<Integer> mask(String word) {
    if (!(IPV4.read(word) instanceof Reading.Value<InetAddress>(InetAddress address))) {
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

  private static Reading<String> server(String word, Names names) {
    Optional<InetAddress> address = names.address(word).or(() -> AddressText.read(word));
    if (address.isPresent()) {
      return address.get().isAnyLocalAddress() || address.get().isMulticastAddress()
          ? new Reading.Wrong<>(word + " is no server's address")
          : new Reading.Value<>(AddressText.print(address.get()));
    }
    if (AddressText.looksLikeAddress(word)) {
      return new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no address");
    }
    return taken(HOST.read(word), names);
  }

  /** A label that is defined below must not change what the word means. */
  private static Reading<String> taken(Reading<String> reading, Names names) {
    if (reading instanceof Reading.Value<String>(String word)) {
      names.take(word);
    }
    return reading;
  }

  private static Reading<Prefix> prefix6(String word) {
    int slash = word.indexOf('/');
    if (slash < 0 || !AddressText.looksLikeAddress(word.substring(0, slash))) {
      return new Reading.Other<>();
    }
    Optional<InetAddress> address = AddressText.read(word.substring(0, slash));
    Reading<Integer> bits = Kind.range(0, 128).read(word.substring(slash + 1));
    if (address.isPresent()
        && address.get() instanceof Inet4Address v4
        && bits instanceof Reading.Value<Integer>(Integer length)
        && length <= 32) {
      return new Reading.Wrong<>(
          "write " + AddressText.print(v4) + " " + AddressText.mask(length) + " for " + word);
    }
    if (address.isEmpty()
        || address.get() instanceof Inet4Address
        || !(bits instanceof Reading.Value<Integer>(Integer prefix))) {
      return new Reading.Wrong<>("\"" + Expectation.shown(word) + "\" is no IPv6 prefix");
    }
    return new Reading.Value<>(new Prefix(address.get(), prefix));
  }

  private static Reading<Ports.Range> portRange(String word) {
    Reading<Integer> single = PortNames.KIND.read(word);
    if (single instanceof Reading.Value<Integer>(Integer port)) {
      return new Reading.Value<>(new Ports.Range(port, port));
    }
    int hyphen = word.indexOf('-');
    Kind<Integer> port = Kind.range(1, PortNames.HIGHEST);
    if (hyphen > 0
        && port.read(word.substring(0, hyphen)) instanceof Reading.Value<Integer>(Integer low)
        && port.read(word.substring(hyphen + 1)) instanceof Reading.Value<Integer>(Integer high)) {
      return low <= high
          ? new Reading.Value<>(new Ports.Range(low, high))
          : new Reading.Wrong<>("the range " + word + " is empty");
    }
    return single instanceof Reading.Wrong<Integer>(String complaint, _)
        ? new Reading.Wrong<>(complaint)
        : new Reading.Other<>();
  }

  /** {@code udp/514}, with a name or number of the protocol in front. */
  static Kind<Integer> slashed(String name, String number) {
    return Kind.of(
        Integer.class,
        name + "/PORT",
        word -> {
          int slash = word.indexOf('/');
          String protocol = slash < 0 ? "" : word.substring(0, slash).toLowerCase(Locale.ROOT);
          return protocol.equals(name) || protocol.equals(number)
              ? PortNames.KIND.read(word.substring(slash + 1))
              : new Reading.Other<>();
        });
  }

  /** A whole number that may have a sign. */
  static Kind<Integer> signed(int least, int most) {
    return Kind.of(
        Integer.class,
        "a number from " + least + " to " + most,
        word -> {
          if (!SIGNED.matcher(word).matches()) {
            return new Reading.Other<>();
          }
          int number = Integer.parseInt(word);
          return number < least || number > most
              ? new Reading.Wrong<>(word + " is out of range")
              : new Reading.Value<>(number);
        });
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
