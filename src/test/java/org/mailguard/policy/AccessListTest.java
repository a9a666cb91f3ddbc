package org.mailguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.policy.Access.Decision;

final class AccessListTest {
  private static final AddressSet ALL = new AddressSet.All();
  private static final Ports ANY_PORT = new Ports.All();
  private static final InetAddress LOCAL = address("192.0.2.25");

  @Test
  void theFirstRuleThatMatchesDecides() {
    AccessList list =
        new AccessList(
            "mail",
            List.of(
                rule(false, network("198.51.100.0", 24), "deny the network"),
                rule(true, network("198.51.100.7", 32), "permit the host"),
                rule(true, network("203.0.113.0", 24), "permit the other")));

    assertThat(judge(list, "198.51.100.7"))
        .isEqualTo(new Decision.Denied("mail", "deny the network"));
    assertThat(judge(list, "203.0.113.1"))
        .isEqualTo(new Decision.Permitted("mail", "permit the other"));
  }

  @Test
  void theEndDenies() {
    assertThat(judge(new AccessList("empty", List.of()), "198.51.100.7"))
        .isEqualTo(new Decision.Denied("empty", ""));
  }

  @Test
  void noListIsNotAnEmptyList() {
    assertThat(Access.NOTHING_BOUND.judge(LOCAL, 40_000, LOCAL, 25))
        .isEqualTo(new Decision.NothingBound());
  }

  /**
   * A dual-stack socket shows an IPv4 client like this; a deny for its IPv4 address must still
   * hold.
   */
  @Test
  void ipv4InsideIpv6IsIpv4() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = mapped[11] = (byte) 0xff;
    System.arraycopy(address("198.51.100.7").getAddress(), 0, mapped, 12, 4);
    AccessList list =
        new AccessList(
            "mail",
            List.of(rule(false, network("198.51.100.7", 32), "deny"), rule(true, ALL, "permit")));

    assertThat(list.judge(Inet6Address.getByAddress(null, mapped, -1), 40_000, LOCAL, 25))
        .isEqualTo(new Decision.Denied("mail", "deny"));
    assertThat(AddressSet.octets(Inet6Address.getByAddress(null, mapped, -1))).hasSize(4);
  }

  @Test
  void portsAndDestinationMustFitToo() {
    AccessRule rule =
        new AccessRule(
            true,
            ALL,
            new Ports.Range(1024, 65_535),
            network("192.0.2.25", 32),
            new Ports.Range(25, 25),
            "");
    AccessList list = new AccessList("mail", List.of(rule));

    assertThat(list.judge(address("::1"), 40_000, LOCAL, 25))
        .isInstanceOf(Decision.Permitted.class);
    assertThat(list.judge(address("::1"), 1023, LOCAL, 25)).isInstanceOf(Decision.Denied.class);
    assertThat(list.judge(address("::1"), 40_000, LOCAL, 587)).isInstanceOf(Decision.Denied.class);
    assertThat(list.judge(address("::1"), 40_000, address("192.0.2.26"), 25))
        .isInstanceOf(Decision.Denied.class);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0,    24,  192.0.2.255,     true",
    "192.0.2.0,    24,  192.0.3.0,       false",
    "192.0.2.128,  25,  192.0.2.127,     false",
    "192.0.2.128,  25,  192.0.2.128,     true",
    "192.0.2.1,    31,  192.0.2.0,       true",
    "0.0.0.0,      0,   203.0.113.9,     true",
    "0.0.0.0,      0,   2001:db8::1,     false",
    "2001:db8::,   32,  2001:db8:ffff::, true",
    "2001:db8::,   33,  2001:db8:8000::, false",
    "2001:db8::1,  128, 2001:db8::1,     true",
    "2001:db8::1,  128, 192.0.2.1,       false",
    "::,           0,   2001:db8::1,     true",
    "::,           0,   192.0.2.1,       false",
  })
  void aNetworkIsItsLeadingBits(String network, int prefix, String other, boolean inside) {
    assertThat(network(network, prefix).contains(address(other).getAddress())).isEqualTo(inside);
  }

  private static Decision judge(AccessList list, String client) {
    return list.judge(address(client), 40_000, LOCAL, 25);
  }

  private static AccessRule rule(boolean permit, AddressSet source, String line) {
    return new AccessRule(permit, source, ANY_PORT, ALL, ANY_PORT, line);
  }

  private static AddressSet network(String address, int prefix) {
    return new AddressSet.Network(address(address), prefix);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
