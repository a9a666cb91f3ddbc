package org.mailguard.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;
import org.mailguard.events.Event;
import org.mailguard.events.LogFormat;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.Connection;
import org.mailguard.policy.Publication;

/**
 * Who gets in where, by which line, to which server and policy, and what the log says: connection
 * by connection for whole configurations. The tables are in {@code src/test/resources/access};
 * after a change {@code ./mvnw test -Dtest=AccessDecisionsTest -Dmailguard.regenerate}, then read
 * the diff.
 */
final class AccessDecisionsTest {
  private static final Path TABLES = Path.of("src/test/resources/access");
  private static final Path CONFIGURATIONS = Path.of("src/test/resources/config");
  private static final Pattern CONNECTION =
      Pattern.compile("(?:(\\S+T\\S+) )?(\\S+) -> \\[?([0-9a-f.:]+?)\\]?:([0-9]+)");

  static List<Path> tables() throws IOException {
    try (Stream<Path> all = Files.list(TABLES)) {
      return all.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void isDecidedAsTheTableSays(Path table) throws IOException, ConfigException {
    List<String> lines = Files.readAllLines(table);
    String decided = decide(lines);
    if (System.getProperty("mailguard.regenerate") != null) {
      Files.writeString(table, decided, StandardCharsets.UTF_8);
    }
    assertThat(table).hasContent(decided);
  }

  /** The table again, with what is decided below each connection. */
  private static String decide(List<String> lines) throws IOException, ConfigException {
    StringBuilder out = new StringBuilder();
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (; !lines.get(at).startsWith("---"); at++) {
      out.append(lines.get(at)).append('\n');
      text.append(lines.get(at)).append('\n');
    }
    Configuration configuration = configuration(text.toString());
    for (String line : lines.subList(at, lines.size())) {
      if (line.startsWith("  ")) {
        continue;
      }
      out.append(line).append('\n');
      Matcher connection = CONNECTION.matcher(line);
      if (connection.matches()) {
        outcome(configuration, connection).forEach(said -> out.append("  " + said + "\n"));
      }
    }
    return out.toString();
  }

  private static Configuration configuration(String text) throws IOException, ConfigException {
    String read =
        text.startsWith("file ")
            ? Files.readString(CONFIGURATIONS.resolve(text.substring(5).strip()))
            : text;
    return ConfigParser.parse("table", read).orElseThrow();
  }

  private static List<String> outcome(Configuration configuration, Matcher line) {
    LocalDateTime time =
        line.group(1) == null
            ? LocalDateTime.of(2027, 1, 4, 10, 0)
            : LocalDateTime.parse(line.group(1));
    Connection connection =
        new Connection(
            InetAddress.ofLiteral(line.group(2)),
            40_000,
            InetAddress.ofLiteral(line.group(3)),
            Integer.parseInt(line.group(4)),
            instant(time));
    Optional<Publication> publication =
        configuration.publications().stream().filter(one -> listensOn(one, connection)).findFirst();
    return publication
        .map(found -> outcome(found, connection))
        .orElse(List.of("nothing listens there"));
  }

  private static Instant instant(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC);
  }

  private static boolean listensOn(Publication publication, Connection connection) {
    String address = publication.listenAddress();
    return publication.listenPort() == connection.destinationPort()
        && (address == null || InetAddress.ofLiteral(address).equals(connection.destination()));
  }

  private static List<String> outcome(Publication publication, Connection connection) {
    List<Event> events = new ArrayList<>();
    AccessLog log = new AccessLog(events::add);
    Access.Decision decision = publication.access().judge(connection);
    List<String> said = new ArrayList<>();
    said.add(
        switch (decision) {
          case Access.Decision.Permitted(String by, AccessEntry entry, _) ->
              "permitted by "
                  + (entry == null ? by : entry.line())
                  + ", to "
                  + publication.server()
                  + ", "
                  + publication.forSession(connection).policy().name();
          case Access.Decision.Denied(String list, AccessEntry entry, _) ->
              "denied by " + (entry == null ? "the end of " + list : entry.line());
          case Access.Decision.NothingPermits(String why) -> "denied: " + why;
        });
    log.decided(
        decision,
        publication.access().asNamed(connection),
        publication.translation(),
        AccessLog.second());
    events.forEach(event -> said.add(LogFormat.TEXT.line(event, Instant.EPOCH).substring(25)));
    return said;
  }
}
