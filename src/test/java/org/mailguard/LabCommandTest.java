package org.mailguard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Connection;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;
import picocli.CommandLine;

class LabCommandTest {

  static List<String> profiles() {
    return LabProfile.names();
  }

  private static String text(String... arguments) throws LabCommand.Unclear {
    LabCommand command = new LabCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.text();
  }

  private static Policy policy(String... arguments) throws LabCommand.Unclear {
    String text = text(arguments);
    return switch (ConfigParser.parse("lab", text)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration
              .publications()
              .getFirst()
              .forSession(
                  new Connection(
                      InetAddress.ofLiteral("192.0.2.9"),
                      40_000,
                      InetAddress.ofLiteral("127.0.0.1"),
                      2525,
                      Instant.EPOCH))
              .policy();
      case ConfigResult.Refused refused ->
          throw new IllegalArgumentException(text + refused.problems());
    };
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void everyProfileIsAConfiguration(String profile) throws LabCommand.Unclear {
    Policy policy = policy(profile, "--server", "127.0.0.1:2600");

    switch (profile) {
      case "honest" -> assertThat(policy.name()).isEqualTo("mailguard_default");
      case "watchguard", "checkpoint", "raptor" ->
          assertThat(policy.name()).isEqualTo("firewall " + profile);
      default -> {
        assertThat(policy.name()).isEqualTo("release " + profile);
        assertThat(policy.laboratory().isInForce()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void asItWasHasAllFaultsOfTheRelease(Release release) throws Exception {
    Policy policy = policy(release.word(), "--server", "mail.example:25", "--as-it-was");

    assertThat(policy.laboratory().defects()).isEqualTo(Defect.of(release)).isNotEmpty();
    String page = Files.readString(Path.of("docs/reference/commands.md"));
    String row = String.join(", ", Defect.of(release).stream().map(Defect::word).toList());
    assertThat(page.lines().filter(line -> line.contains("`" + release.word() + "`")))
        .anyMatch(line -> line.endsWith("| " + row + " |"));
  }

  @Test
  void defectsAndOptionsOfAMakeAreLinesOfTheLanguage() throws LabCommand.Unclear {
    assertThat(text("p51", "--server", "a:25", "--defect", "data", "--defect", "segments"))
        .contains("  release p51\n  laboratory defect data\n  laboratory defect segments\n");
    assertThat(text("raptor", "--server", "a:25", "--esmtp", "--recipients", "10,100"))
        .contains("  laboratory firewall raptor esmtp recipients 10 100\n");
    assertThat(policy("watchguard", "--server", "a:25", "--recipients", "50").laboratory())
        .isEqualTo(new Laboratory(Set.of(), new Laboratory.Firewall.Watchguard(false, 50)));
  }

  @Test
  void addressesAreReadAsPeopleTypeThem() throws LabCommand.Unclear {
    assertThat(text("p51", "--server", "[::1]:2600", "--listen", "127.0.0.2:2526"))
        .contains("ip address outside 127.0.0.2\n")
        .contains("tcp interface 2526 ::1 2600\n");
    assertThat(policy("p51", "--server", "[::1]:2600", "--listen", "[::1]:2525").name())
        .isEqualTo("release p51");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThat(Mailguard.run("lab")).isEqualTo(ExitStatus.UNKNOWN);
    assertThat(Mailguard.run("lab", "p51")).isEqualTo(ExitStatus.UNKNOWN);
    for (String words :
        List.of(
            "p52 --server 127.0.0.1:2600",
            "p51 --server 127.0.0.1",
            "p51 --server :25",
            "p51 --server 127.0.0.1:70000",
            "p51 --server 127.0.0.1:2600 --listen 0",
            "p51 --server 127.0.0.1:2600 --listen here:there",
            "p51 --server 127.0.0.1:2600 --defect flames",
            "p51 --server 127.0.0.1:2600 --esmtp",
            "p51 --server 127.0.0.1:2600 --recipients 3",
            "honest --server 127.0.0.1:2600 --as-it-was",
            "watchguard --server 127.0.0.1:2600 --defect noop",
            "raptor --server 127.0.0.1:2600 --recipients 3",
            "raptor --server 127.0.0.1:2600 --recipients 5,3",
            "checkpoint --server 127.0.0.1:2600 --recipients 3")) {
      String[] arguments = ("lab " + words).split(" ");
      assertThat(Mailguard.run(arguments)).as(words).isEqualTo(ExitStatus.UNKNOWN);
    }
  }

  /** The bypass, over real sockets, with what a reader of the screen sees. */
  @Test
  void theBoxStandsInFrontOfARealServer() throws Exception {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    int port = FreePort.near(0);
    try (DemoMailServer server = DemoMailServer.start(0, 0)) {
      RunningGuard guard =
          LabCommand.start(
              text(
                  "p51",
                  "--server",
                  "127.0.0.1:" + server.smtpPort(),
                  "--listen",
                  Integer.toString(port),
                  "--as-it-was"),
              new DemoScreen(new PrintStream(screen, true, ISO_8859_1)));
      try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        client.setSoTimeout(20_000);
        assertThat(said(client, "")).matches("220 [*20]+");
        assertThat(said(client, "HELO a.example\r\n")).startsWith("250");
        assertThat(said(client, "EXPN staff\r\n")).startsWith("5");
        assertThat(said(client, "DATA\r\n")).startsWith("503");
        assertThat(said(client, "EXPN staff\r\n")).startsWith("5");
      } finally {
        guard.stop(Duration.ZERO);
      }
    }
    List<String> lines = screen.toString(ISO_8859_1).lines().toList();
    assertThat(lines).anyMatch(line -> line.contains("MG-4-750707"));
    assertThat(lines).anyMatch(line -> line.endsWith("C -> S  XXXXXXXXXX"));
    assertThat(lines).anyMatch(line -> line.endsWith("C -> S  (12 octets of mail data)"));
  }

  private static String said(Socket client, String line) throws IOException {
    client.getOutputStream().write(line.getBytes(ISO_8859_1));
    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    return in.readLine();
  }
}
