package org.mailguard.doctor.report;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.probe.Heard;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.probe.TlsSeen;
import org.mailguard.doctor.probe.Visit;

/**
 * One thing by which a host can be alike another.
 *
 * @param report of the host, which has a name
 * @param address of the host
 * @param fact what it is called if they are
 * @param signature equal in hosts that are alike
 * @param shown for the report
 * @param names that the host gives itself
 */
record Likeness(
    AddressReport report,
    InetAddress address,
    String fact,
    String signature,
    String shown,
    List<String> names) {
  private static final Pattern NAME =
      Pattern.compile("^([A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.[A-Za-z][A-Za-z0-9-]+)\\.?( |$)");

  Likeness {
    names = List.copyOf(names);
  }

  /** All of one host; none of a host without a name, since nobody knows whose it is. */
  static List<Likeness> of(AddressReport report) {
    List<Likeness> all = new ArrayList<>();
    InetAddress address = Target.parse(report.address()).map(Target::address).orElse(null);
    boolean named = Target.parse(report.host()).filter(it -> it.address() == null).isPresent();
    if (address == null || !named) {
      return all;
    }
    for (Visit visit : report.visits()) {
      TlsSeen tls = visit.tls();
      switch (visit.step()) {
        case HELLO -> words(report, address, visit, all);
        case TLS -> {
          if (tls != null && tls.isUp() && !tls.isFor(report.host())) {
            String shown = "the same key, names=" + String.join(",", tls.names());
            all.add(
                new Likeness(
                    report, address, "same-key-everywhere", tls.key(), shown, tls.names()));
          }
        }
        case BYTEWISE,
            SPLIT,
            ENVELOPE,
            LENGTH,
            IDLE,
            INNER,
            NULL_ADDRESS,
            OTHER_PORT,
            TEST_MAIL,
            PATH -> {}
      }
    }
    return all;
  }

  private static void words(
      AddressReport report, InetAddress address, Visit visit, List<Likeness> all) {
    Heard greeting = visit.reply("").filter(Heard::isPositive).orElse(null);
    Heard ehlo = visit.reply("EHLO").filter(Heard::isPositive).orElse(null);
    if (greeting == null || ehlo == null || greeting.texts().isEmpty()) {
      return;
    }
    Matcher name = NAME.matcher(greeting.texts().getFirst());
    if (name.find()) {
      // Clocks and session numbers are in greetings, so digits do not count.
      String said = (greeting.printable() + "\n" + ehlo.printable()).replaceAll("[0-9]+", "0");
      all.add(
          new Likeness(
              report,
              address,
              "same-greeting-everywhere",
              said,
              greeting.printable(),
              List.of(name.group(1))));
    }
  }

  /** True for hosts of other domains, with addresses that are not of one network. */
  boolean isUnrelatedTo(Likeness other) {
    return !domain(report.host()).equals(domain(other.report.host()))
        && !isWithin(address, other.address, 3, 6);
  }

  /** True if an address might be of the same owner as this host's. */
  boolean isNear(InetAddress led) {
    return isWithin(address, led, 2, 4);
  }

  /** True if the first octets are the same, of which there are two counts for IPv4 and for IPv6. */
  private static boolean isWithin(InetAddress one, InetAddress other, int four, int six) {
    byte[] a = one.getAddress();
    byte[] b = other.getAddress();
    int count = a.length == 4 ? four : six;
    return a.length == b.length && Arrays.equals(a, 0, count, b, 0, count);
  }

  /**
   * What somebody registered: two labels, or three as under {@code co.uk}. There is no list of
   * suffixes here; too short a name makes hosts of one owner of two, which accuses nobody.
   */
  static String domain(String host) {
    String[] labels = host.split("\\.", -1);
    int count = labels.length;
    boolean three = count > 2 && labels[count - 1].length() == 2 && labels[count - 2].length() <= 3;
    return String.join(
        ".", Arrays.asList(labels).subList(Math.max(0, count - (three ? 3 : 2)), count));
  }

  /** What is seen at this host, beside the other. */
  Observation beside(Likeness other) {
    return Observation.fact(
        fact,
        report.host() + ": " + shown + "\n" + other.report.host() + ": " + other.shown,
        report.address(),
        "");
  }
}
