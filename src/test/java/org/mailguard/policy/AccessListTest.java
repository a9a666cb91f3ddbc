package org.mailguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
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
  void theFirstEntryThatMatchesDecides() {
    AccessEntry network = entry(false, network("198.51.100.0", 24), "deny the network");
    AccessEntry host = entry(true, network("198.51.100.7", 32), "permit the host");
    AccessEntry other = entry(true, network("203.0.113.0", 24), "permit the other");
    AccessList list = new AccessList("mail", List.of(network, host, other));

    assertThat(judge(list, "198.51.100.7")).isEqualTo(new Decision.Denied("mail", network, 1));
    assertThat(judge(list, "203.0.113.1")).isEqualTo(new Decision.Permitted("mail", other, 1));
    assertThat(judge(list, "203.0.113.2")).isEqualTo(new Decision.Permitted("mail", other, 2));
    assertThat(List.of(list.hits(0), list.hits(1), list.hits(2))).containsExactly(1L, 0L, 2L);
  }

  @Test
  void theEndDenies() {
    assertThat(judge(new AccessList("empty", List.of()), "198.51.100.7"))
        .isEqualTo(new Decision.Denied("empty", null, 0));
  }

  @Test
  void noListIsNotAnEmptyList() {
    assertThat(judge(Access.NOTHING_BOUND, "198.51.100.7"))
        .isEqualTo(new Decision.NothingPermits("no access-group"));
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
    AccessEntry deny = entry(false, network("198.51.100.7", 32), "deny");
    AccessList list = new AccessList("mail", List.of(deny, entry(true, ALL, "permit")));
    InetAddress client = Inet6Address.getByAddress(null, mapped, -1);

    assertThat(list.judge(new Connection(client, 40_000, LOCAL, 25, Instant.EPOCH)))
        .isEqualTo(new Decision.Denied("mail", deny, 1));
    assertThat(AddressSet.octets(client)).hasSize(4);
  }

  /** A list of clients to any address is arranged once, or it would fill the memory. */
  @Test
  void destinationsThatTheSameLinesAreAboutShareAnIndex() {
    AccessEntry toAny = entry(false, network("198.51.100.7", 32), "deny");
    AccessList list = new AccessList("mail", List.of(toAny, entry(true, ALL, "permit")));

    for (int last = 1; last <= 200; last++) {
      InetAddress to = address("192.0.2." + last);
      list.judge(new Connection(address("198.51.100.8"), 40_000, to, 25, Instant.EPOCH));
    }

    assertThat(list.indexes()).isEqualTo(1);
    assertThat(list.hits(1)).isEqualTo(200);
  }

  @Test
  void portsAndDestinationMustFitToo() {
    AccessMatch match =
        new AccessMatch(
            ALL, new Ports.Range(1024, 65_535), network("192.0.2.25", 32), new Ports.Range(25, 25));
    AccessList list =
        new AccessList(
            "mail",
            List.of(
                new AccessEntry(
                    true, List.of(match), new AccessEntry.Log.Denials(), null, "permit")));

    assertThat(judge(list, "::1", 40_000, LOCAL, 25)).isInstanceOf(Decision.Permitted.class);
    assertThat(judge(list, "::1", 1023, LOCAL, 25)).isInstanceOf(Decision.Denied.class);
    assertThat(judge(list, "::1", 40_000, LOCAL, 587)).isInstanceOf(Decision.Denied.class);
    assertThat(judge(list, "::1", 40_000, address("192.0.2.26"), 25))
        .isInstanceOf(Decision.Denied.class);
  }

  @Test
  void hitsGoOnAcrossLists() {
    AccessEntry permit = entry(true, ALL, "permit");
    AccessList before = new AccessList("mail", List.of(permit));
    judge(before, "198.51.100.7");
    judge(before, "198.51.100.7");
    AccessList after =
        new AccessList("mail", List.of(entry(false, network("203.0.113.0", 24), "deny"), permit));

    after.continueCounting(before);

    assertThat(judge(after, "198.51.100.7")).isEqualTo(new Decision.Permitted("mail", permit, 3));
    assertThat(after.hits(0)).isZero();
  }

  @Test
  void theGlobalListStandsBehindThatOfTheInterface() {
    AccessList first =
        new AccessList("in", List.of(entry(false, network("198.51.100.7", 32), "deny")));
    AccessList global = new AccessList("global", List.of(entry(true, ALL, "permit")));
    AccessPath path =
        new AccessPath(List.of(bound(first), bound(global)), Access.NOTHING_BOUND, null);

    assertThat(judge(path, "198.51.100.7")).isInstanceOf(Decision.Denied.class);
    assertThat(judge(path, "198.51.100.8")).isInstanceOf(Decision.Permitted.class);
  }

  @Test
  void whatTheWayInPermitsTheWayOutMayDeny() {
    AccessList in = new AccessList("in", List.of(entry(true, ALL, "permit")));
    AccessList out =
        new AccessList("out", List.of(entry(true, network("198.51.100.0", 24), "permit")));
    AccessPath path = new AccessPath(List.of(bound(in)), Access.NOTHING_BOUND, out);

    assertThat(judge(path, "198.51.100.7"))
        .isInstanceOfSatisfying(
            Decision.Permitted.class, permitted -> assertThat(permitted.by()).isEqualTo("in"));
    assertThat(judge(path, "203.0.113.1")).isEqualTo(new Decision.Denied("out", null, 0));
  }

  @Test
  void aListForOneFamilySaysNothingOfTheOther() {
    AccessList four = new AccessList("four", List.of(entry(true, ALL, "permit")));
    AccessPath path =
        new AccessPath(
            List.of(new AccessPath.Bound(four, true, false)), Access.NOTHING_BOUND, null);

    assertThat(judge(path, "198.51.100.7")).isInstanceOf(Decision.Permitted.class);
    assertThat(judge(path, "2001:db8::7")).isInstanceOf(Decision.NothingPermits.class);
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

  private static AccessPath.Bound bound(AccessList list) {
    return new AccessPath.Bound(list, true, true);
  }

  private static Decision judge(Access access, String client) {
    return judge(access, client, 40_000, LOCAL, 25);
  }

  private static Decision judge(
      Access access, String client, int port, InetAddress to, int toPort) {
    return access.judge(new Connection(address(client), port, to, toPort, Instant.EPOCH));
  }

  private static AccessEntry entry(boolean permit, AddressSet source, String line) {
    return new AccessEntry(
        permit,
        List.of(new AccessMatch(source, ANY_PORT, ALL, ANY_PORT)),
        new AccessEntry.Log.Denials(),
        null,
        line);
  }

  private static AddressSet network(String address, int prefix) {
    return new AddressSet.Network(address(address), prefix);
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
