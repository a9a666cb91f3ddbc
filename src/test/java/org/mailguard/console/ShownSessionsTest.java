package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mailguard.console.LiveGuard.Sessions;

/** {@code show conn} as people and their scripts know it. */
class ShownSessionsTest {
  private static final OpenSession BUSY =
      session(7, "192.0.2.1", 16_809, true, 2000, 805, Duration.ofSeconds(43));
  private static final OpenSession FRESH =
      session(8, "2001:db8::1", 40_000, false, 0, 0, Duration.ZERO);

  private static OpenSession session(
      long number,
      String peer,
      int port,
      boolean connected,
      long fromClient,
      long fromServer,
      Duration idle) {
    return new OpenSession(
        number,
        place(peer, port),
        place("198.51.100.25", 25),
        "203.0.113.2",
        25,
        "outside",
        "inside",
        connected ? "content" : "connecting",
        "-",
        connected ? "partners" : "",
        "mailguard_default",
        true,
        connected,
        fromClient,
        fromServer,
        idle.plusSeconds(19),
        idle);
  }

  private static InetSocketAddress place(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static final Sessions TWO = new Sessions(List.of(BUSY, FRESH), 2, 4);

  @Test
  void aLineForEach() {
    assertThat(ShownSessions.table(TWO, SessionChoice.ALL))
        .isEqualTo(
            """
            2 in use, 4 most used
            TCP outside  192.0.2.1:16809 inside  203.0.113.2:25, idle 0:00:43, bytes 2805, flags UIOBM
            TCP outside  2001:db8::1:40000 inside  203.0.113.2:25, idle 0:00:00, bytes 0, flags ABM
            """);
  }

  @Test
  void moreOfEach() {
    assertThat(ShownSessions.detail(new Sessions(List.of(BUSY), 1, 4), SessionChoice.ALL))
        .isEqualTo(
            """
            1 in use, 4 most used
            Flags: A - awaiting answer of the server, B - opened from outside,
                   I - inbound data, M - SMTP data, inspected, O - outbound data, U - up
            TCP outside: 192.0.2.1/16809 inside: 203.0.113.2/25,
                flags UIOBM, idle 43s, uptime 1m2s, bytes 2805
                session 7, state content, TLS -, class partners, policy mailguard_default
                connected to 198.51.100.25/25, received 2000, sent 805
            """);
  }

  @Test
  void ofOneAddressOrPort() {
    assertThat(chosen("192.0.2.1", 0)).contains("192.0.2.1:16809").doesNotContain("2001:db8");
    assertThat(chosen("2001:db8::1", 0)).contains("2001:db8::1").doesNotContain("192.0.2.1:");
    assertThat(chosen("203.0.113.2", 0)).as("the server").contains("192.0.2.1", "2001:db8");
    assertThat(chosen("198.51.100.25", 40_000)).contains("2001:db8").doesNotContain("192.0.2.1:");
    assertThat(chosen("192.0.2.9", 0)).isEqualTo("2 in use, 4 most used\n");
  }

  private static String chosen(String address, int port) {
    return ShownSessions.table(
        TWO,
        new SessionChoice(
            Optional.of(InetAddress.ofLiteral(address)),
            port == 0 ? OptionalInt.empty() : OptionalInt.of(port)));
  }

  @Test
  void noMoreThanAnybodyReads() {
    List<OpenSession> many = new ArrayList<>();
    for (int i = 0; i < ShownSessions.MOST + 5; i++) {
      many.add(BUSY);
    }
    String shown =
        ShownSessions.table(new Sessions(many, many.size(), many.size()), SessionChoice.ALL);
    assertThat(shown.lines()).hasSize(ShownSessions.MOST + 2);
    assertThat(shown).endsWith("... and 5 more; show conn address A shows those of one\n");
  }

  /** As collectors of devices read it; written for this test, in their manner. */
  @Test
  void aParserOfTheDevicesOutputReadsIt() {
    Pattern line =
        Pattern.compile(
            "(?<protocol>\\w+)\\s+(?<zone>\\S+)\\s+(?<ip>\\S+):(?<port>\\d+)\\s+(?<zone2>\\S+)\\s+"
                + "(?<ip2>\\S+):(?<port2>\\d+),\\s+idle\\s+(?<idle>\\d+:\\d{2}:\\d{2}),\\s+"
                + "bytes\\s+(?<bytes>\\d+),\\s+flags\\s+(?<flags>[A-Za-z]+)");
    List<String> lines = ShownSessions.table(TWO, SessionChoice.ALL).lines().toList();
    assertThat(lines.getFirst()).matches("\\d+ in use, \\d+ most used");
    for (String each : lines.subList(1, lines.size())) {
      var found = line.matcher(each);
      assertThat(found.matches()).as(each).isTrue();
      assertThat(found.group("port2")).isEqualTo("25");
      assertThat(found.group("flags")).endsWith("BM");
    }
  }
}
