package org.mailguard.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;

/**
 * Who gets which map: one configuration, and one conversation from two addresses, as {@code
 * mailguard trace --peer ADDRESS} plays it. The guide on policy by peer shows the same files.
 */
final class PolicyByPeerTest {
  private static final Path FOLDER = Path.of("src/test/resources/trace");
  private static final String STRANGER = "198.51.100.7";

  private static Trace played(String dialogue, String peer) throws IOException, ConfigException {
    Path file = FOLDER.resolve(dialogue);
    Rehearsal rehearsal =
        new Rehearsal(
            ConfigParser.parse("peers.conf", Files.readString(FOLDER.resolve("peers.conf")))
                .orElseThrow(),
            new Rehearsal.Asked(
                Place.peer(peer).orElseThrow(), null, null, Instant.parse("2026-11-24T10:00:00Z")));
    if (DialogueParser.parse(dialogue, Files.readString(file))
            instanceof DialogueResult.Read(Dialogue read)
        && rehearsal.play(read) instanceof Rehearsal.Result.Played(Trace trace)) {
      return trace;
    }
    throw new AssertionError(dialogue);
  }

  /** What the guide shows of it: the policy, verbs of Exchange, refusals and the outcome. */
  private static String shown(Trace trace) {
    return TraceText.of(trace, "peers.conf")
        .lines()
        .filter(line -> line.matches("(policy |outcome:|C   X|>C  5).*"))
        .collect(Collectors.joining("\n"))
        .replaceFirst("\n", "\n...\n");
  }

  @ParameterizedTest
  @CsvSource({
    "peer-printer.txt, 10.20.3.4, old_devices",
    "peer-exchange.txt, 192.0.2.25, exchange_peers",
    "peer-gateway.txt, 203.0.113.9, from_gateway"
  })
  void theClassOfTheClientDecides(String dialogue, String peer, String map)
      throws IOException, ConfigException {
    Trace member = played(dialogue, peer);
    Trace stranger = played(dialogue, STRANGER);

    assertThat(member.admission().policy().name()).isEqualTo(map);
    assertThat(stranger.admission().policy().name()).isEqualTo("edge");
    assertThat(shown(member)).doesNotContain(">C  5");
    assertThat(shown(stranger)).contains(">C  5");
  }

  @Test
  void aPrintersLineEndsAreMended() throws IOException, ConfigException {
    String mended = TraceText.of(played("peer-printer.txt", "10.20.3.4"), "peers.conf");

    assertThat(mended).contains("Subject: page 1 |  | A page. |").contains("message accepted");
    assertThat(TraceText.of(played("peer-printer.txt", STRANGER), "peers.conf"))
        .contains("MG-4-750202")
        .doesNotContain("message accepted");
  }

  @Test
  void verbsOfExchangePassForItsPeersAlone() throws IOException, ConfigException {
    String inside = TraceText.of(played("peer-exchange.txt", "192.0.2.25"), "peers.conf");
    String outside = TraceText.of(played("peer-exchange.txt", STRANGER), "peers.conf");

    for (String verb : List.of("X-EXPS NTLM", "X-LINK2STATE LAST", "XEXCH50 1024")) {
      assertThat(inside).containsPattern("C   " + verb + ".*\n    passed");
      assertThat(outside).containsPattern("C   " + verb + ".*\n>C  50.*\n    refused");
    }
    assertThat(inside).contains("250-X-LINK2STATE | 250-XEXCH50 | 250 X-EXPS NTLM\n    passed");
    assertThat(outside).contains(">C  250-mail.example.com Hello | 250 SIZE 37748736");
  }

  @Test
  void whatTheGatewayHasSeenIsOnlyLogged() throws IOException, ConfigException {
    assertThat(TraceText.of(played("peer-gateway.txt", "203.0.113.9"), "peers.conf"))
        .contains("from_gateway 1 MIME extension exe scr")
        .contains("message accepted");
    assertThat(TraceText.of(played("peer-gateway.txt", STRANGER), "peers.conf"))
        .contains(">C  554 5.7.1 MG-4-108004")
        .contains("message refused");
  }

  @Test
  void theGuideShowsTheseFiles() throws IOException, ConfigException {
    String guide = Files.readString(Path.of("docs/guides/policy-by-peer.md"));

    assertThat(guide).contains(Files.readString(FOLDER.resolve("peers.conf")));
    for (String[] played :
        new String[][] {
          {"peer-printer.txt", "10.20.3.4"},
          {"peer-exchange.txt", "192.0.2.25"},
          {"peer-gateway.txt", "203.0.113.9"}
        }) {
      assertThat(guide)
          .contains(Files.readString(FOLDER.resolve(played[0])).strip())
          .contains(
              "$ ./mailguard trace -c peers.conf --peer %s %s".formatted(played[1], played[0])
                  + "\n...\n"
                  + shown(played(played[0], played[1]))
                  + "\n$ ./mailguard trace -c peers.conf --peer %s %s"
                      .formatted(STRANGER, played[0])
                  + "\n...\n"
                  + shown(played(played[0], STRANGER)));
    }
  }
}
