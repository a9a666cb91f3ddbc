package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mailguard.config.Configuration;
import org.mailguard.events.Counters;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.events.Severity;
import org.mailguard.events.SyslogLog;
import org.mailguard.events.SyslogStyle;
import org.mailguard.events.SyslogTarget;

/** What the console shows of the program itself. */
class ShownMachineTest {
  private static final Instant NOW = Instant.parse("2026-11-29T14:44:46.123Z");
  private static final MachineState MACHINE =
      new MachineState(
          "0.1.0",
          Optional.of(Instant.parse("2026-11-28T09:05:00Z")),
          NOW.minus(Duration.ofHours(75)),
          4711,
          "25.0.1+8, Eclipse Adoptium",
          "Linux 6.12.48 amd64",
          "epoll",
          2,
          540,
          new MachineState.Memory(
              100 << 20,
              200 << 20,
              512 << 20,
              16 << 20,
              1400 << 20,
              60 << 20,
              300 << 20,
              256 << 10,
              5000));

  @Test
  void version() {
    assertThat(ShownMachine.version(MACHINE, "edge", NOW))
        .isEqualTo(
            """
            Mailguard SMTP Firewall Version 0.1.0

            Compiled on Sat 28-Nov-26 09:05 UTC

            edge up 3 days 3 hours

            Hardware:   Linux 6.12.48 amd64, 512 MB heap, 2 processors
            Java:       25.0.1+8, Eclipse Adoptium
            Network:    epoll
            Process:    4711
            """);
  }

  @Test
  void memory() {
    assertThat(ShownMachine.memory(MACHINE.memory()))
        .isEqualTo(
            """
            Free memory:                          432013312 bytes ( 80%)
            Used memory:                          104857600 bytes ( 20%)
            -------------     ------------------
            Total memory:                         536870912 bytes (100%)

            Heap taken from the machine:          209715200 bytes ( 39%)
            Buffers of the network:                16777216 bytes (  1%)
            Java itself:                           62914560 bytes
            Resident, as the kernel counts:       314572800 bytes

            A session holds at most 262144 bytes of buffers; 5000 sessions at most: 1310720000 bytes
            """);
  }

  @Test
  void moreSessionsThanThereAreBuffersFor() {
    var memory = new MachineState.Memory(1, 2, 3, 4, 1000, 5, 0, 256 << 10, 5000);
    assertThat(ShownMachine.memory(memory))
        .contains("which is more than there is for them (1000 bytes): see limit sessions")
        .doesNotContain("Resident");
  }

  @Test
  void processorTime() {
    assertThat(ShownMachine.cpu(MACHINE, NOW))
        .isEqualTo(
            "CPU utilization since the start = 0%; 540.0 seconds on 2 processors in 270000 seconds\n");
  }

  @Test
  void clock() {
    assertThat(ShownMachine.clock(NOW, ZoneOffset.UTC, false))
        .matches("14:44:46\\.123 (UTC|Z) Sun Nov 29 2026\n");
    assertThat(ShownMachine.clock(NOW, ZoneId.of("Europe/Berlin"), true))
        .isEqualTo(
            """
            15:44:46.123 CET Sun Nov 29 2026
            Time source is the system clock
            The next change of the clock is at 03:00:00 CEST Sun Mar 28 2027
            """);
  }

  @Test
  void counters() {
    Counters counters = new Counters(_ -> {});
    assertThat(ShownCounters.table(counters)).isEqualTo("Nothing was counted yet.\n");
    counters.log(Event.ofGuard(MessageId.ACCESS_DENIED, "Deny"));
    counters.count(MessageId.ACCESS_DENIED);
    assertThat(ShownCounters.table(counters))
        .isEqualTo(
            """
            ID                  VALUE  WHAT
            MG-4-106023             2  A connection was denied by the access list that is bound to the interface.
            """);
    counters.clear();
    assertThat(ShownCounters.table(counters)).isEqualTo("Nothing was counted yet.\n");
  }

  @Test
  void logging() {
    Configuration configuration =
        Configurations.read(
            """
            logging enable
            logging timestamp
            logging facility 21
            logging buffered informational
            logging trap notifications
            logging host inside 10.0.0.9
            """);
    SyslogLog.Status host =
        new SyslogLog.Status(
            new SyslogTarget("10.0.0.9", 514, SyslogTarget.Transport.UDP),
            SyslogStyle.DEFAULT.upTo(Severity.NOTIFICATIONS),
            false,
            12,
            3);
    assertThat(
            ShownLog.text(
                configuration.logging(),
                List.of(host),
                2,
                List.of("%MG-6-302013: Built inbound", "%MG-6-302014: \u001b[2J")))
        .isEqualTo(
            """
            Syslog logging: enabled
                Facility: 21
                Timestamp logging: enabled
                Stdout logging: level informational
                Monitor logging: level informational
                Buffer logging: level informational, 2 messages logged
                Trap logging: level notifications, facility 21, 12 messages logged
                    Logging to 10.0.0.9 udp/514, unreachable, 12 sent, 3 lost
                Device ID: disabled
            %MG-6-302013: Built inbound
            %MG-6-302014: \\x1b[2J
            """);
  }

  @Test
  void users() {
    SeatedOperator own = new SeatedOperator(0, "enable_15", 15, Origin.CONSOLE, Duration.ZERO);
    Origin far =
        new Origin(
            Way.SSH,
            Optional.of(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 50_000)),
            Optional.empty(),
            "inside");
    assertThat(
            ShownUsers.table(
                List.of(own, new SeatedOperator(1, "jo\u001b", 5, far, Duration.ofSeconds(75))),
                own))
        .isEqualTo(
            """
               Line  User             Level  Way      Idle     Location
            *     0  enable_15           15  console  0:00:00  this machine
                  1  jo\\x1b               5  ssh      0:01:15  192.0.2.9/50000
            """);
  }

  @Test
  void techSupportKeepsSecretsAndBounds() {
    assertThat(
            TechSupport.redacted(
                """
                passwd 2KFQnbNIdI.2KYOU encrypted
                enable password $sha512$5000$abc$def pbkdf2
                username jo password secretword privilege 15
                access-list key permit tcp any any eq smtp
                """))
        .isEqualTo(
            """
            passwd <removed> encrypted
            enable password <removed> pbkdf2
            username jo password <removed> privilege 15
            access-list key <removed> tcp any any eq smtp
            """);
    String long1 = "0123456789\n".repeat(10_000);
    String text = new TechSupport().section("show long", long1).section("show end", "end\n").text();
    assertThat(text)
        .hasSizeLessThan(TechSupport.MOST_OF_SECTION + 1000)
        .contains("... cut here: a section has at most 65536 characters\n")
        .endsWith("------------------ show end ------------------\n\nend\n\n");
  }

  @Test
  void whatAStrangerSentIsEscaped() {
    assertThat(ShownText.printable("a\u001b[2J\u009b\u202eb\u00e4"))
        .isEqualTo("a\\x1b[2J\\x9b\\u202eb\u00e4");
    assertThat(ShownText.units(Duration.ofHours(100))).isEqualTo("4D4h");
    assertThat(ShownText.units(Duration.ofMinutes(60))).isEqualTo("1h0m");
    assertThat(ShownText.words(Duration.ofSeconds(61))).isEqualTo("1 min 1 sec");
  }
}
