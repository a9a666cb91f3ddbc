package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that somebody's script wrote: long, deep or both. They end, and in time. */
final class LargeFilesTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static final String PUBLISHED =
      """
      static (inside,outside) tcp 192.0.2.25 smtp 10.0.0.5 smtp
      access-list mail permit tcp any any eq smtp
      access-group mail in interface outside
      """;

  /** Each group has both groups of the level below: two to the power of forty ways down. */
  @Test
  void groupsThatShareGroupsAreReadOnce() {
    String groups =
        times(
            40,
            i ->
                """
                object-group network a%1$d
                 network-object host 10.1.0.%1$d
                %2$s
                object-group network b%1$d
                 network-object host 10.2.0.%1$d
                %2$s
                """
                    .formatted(
                        i,
                        i == 0 ? "" : " group-object a%1$d\n group-object b%1$d".formatted(i - 1)));

    ConfigResult result = parse(groups + "access-list mail deny ip object-group a39 any\n");

    assertThat(result).isInstanceOf(ConfigResult.Accepted.class);
  }

  @Test
  void groupsInGroupsHaveABottom() {
    String groups =
        "object-group network g0\n network-object host 10.1.0.1\n"
            + times(5000, i -> "object-group network g%d\n group-object g%d\n".formatted(i + 1, i));

    assertThat(problems(parse(groups + "access-list mail deny ip object-group g5000 any\n")))
        .containsExactly("groups stand in each other at most 100 deep");
  }

  /**
   * A thousand servers with one list: each line is looked at for each, and the list hashed once.
   */
  @Test
  void aLongListMayBeThatOfManyServers() {
    String servers =
        times(
            500,
            i ->
                "static (inside,outside) tcp 192.168.%1$d.%2$d smtp 10.0.%1$d.%2$d smtp\n"
                    .formatted(i / 250, i % 250 + 1));
    String rules =
        times(
            5000,
            i -> "access-list mail deny ip host 10.1.%d.%d any\n".formatted(i / 250, i % 250));

    assertThat(parse(servers + rules)).isInstanceOf(ConfigResult.Accepted.class);
  }

  /** ::ffff:0:0/96 is IPv4 inside IPv6, and one of the networks that cover this range. */
  @Test
  void aRangeMayHaveIpv4InIt() {
    String range = "object network range\n range ::fffe:0:1 ::1:0:0:0\n";

    assertThat(parse(range + "access-list mail deny ip object range any\n"))
        .isInstanceOf(ConfigResult.Accepted.class);
  }

  private static ConfigResult parse(String text) {
    return assertTimeoutPreemptively(LONG, () -> ConfigParser.parse("large", text + PUBLISHED));
  }

  private static List<String> problems(ConfigResult result) {
    return result instanceof ConfigResult.Refused(_, List<Problem> problems, _)
        ? problems.stream().map(Problem::message).toList()
        : List.of();
  }

  private static String times(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
  }
}
