package org.mailguard.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailguard.smtp.Table.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionsTest {

  /** Lines of a server, divided by bars, and what of them is printed for a client. */
  static List<Arguments> lists() {
    return List.of(
        row("order is the server's", "STARTTLS|SIZE 10|DSN", "STARTTLS|SIZE 10|DSN"),
        row("nothing offered", "", ""),
        row("smtp-sink ends with a line of no text", "PIPELINING|", "PIPELINING"),
        row("lower case", "pipelining|8bitmime", "PIPELINING|8BITMIME"),
        row("tabs and several blanks", "\\x09SIZE\\x09 10  |  DSN", "SIZE 10|DSN"),
        row("old AUTH alone", "AUTH=LOGIN PLAIN", "AUTH LOGIN PLAIN"),
        row("old AUTH beside it", "AUTH PLAIN|AUTH=LOGIN PLAIN", "AUTH PLAIN LOGIN"),
        row("AUTH twice", "AUTH PLAIN|DSN|auth login", "AUTH PLAIN LOGIN|DSN"),
        row("RFC 4422 no name", "AUTH PLAIN b@d \\x22LOGIN\\x22", "AUTH PLAIN"),
        row("RFC 4422 21 letters", "AUTH ABCDEFGHIJKLMNOPQRSTU PLAIN", "AUTH PLAIN"),
        row("AUTH of nothing offers nothing", "AUTH|DSN", "DSN"),
        row("AUTH of rubbish offers nothing", "AUTH a.b|AUTH=|DSN", "DSN"),
        row("R-11 too much for a number", "SIZE 99999999999999999999", "SIZE"),
        row("R-11 rubbish", "SIZE 10x", "SIZE"),
        row("R-11 negative", "SIZE -1", "SIZE"),
        row("R-11 two numbers: the RFC has one", "SIZE 10 20", "SIZE 10"),
        row("R-11 no limit", "SIZE 0", "SIZE 0"),
        row("R-11 no number", "SIZE", "SIZE"),
        row("first wins", "SIZE 10|SIZE 20", "SIZE 10"),
        row("R-11 unknown", "XFOO|BURL imap|DSN", "DSN"),
        row(
            "R-11 known by name",
            "X-LINK2STATE|XCLIENT NAME|ETRN",
            "X-LINK2STATE|XCLIENT NAME|ETRN"),
        row("R-11 no keyword", "-X|_X|a.b|SIZE=10|\\xc3\\xa9|DSN", "DSN"),
        row("R-11 a parameter of other octets", "LIMITS \\xff|DSN \\x01|ETRN", "ETRN"),
        row("not a prefix", "AUTHX PLAIN|SIZ|DSNS|DSN", "DSN"),
        row("Exim's underscore", "X_PIPE_CONNECT", "X_PIPE_CONNECT"),
        row("RFC 9422", "LIMITS RCPTMAX=100", "LIMITS RCPTMAX=100"));
  }

  private static Arguments row(String name, String server, String printed) {
    return Arguments.of(name, server, printed);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("lists")
  void table(String name, String server, String printed) {
    Extensions extensions = parse(server.split("\\|", -1)).withoutUnknown();
    assertThat(extensions.render(wire("guard.example"))).isEqualTo(reply(printed));
    assertThat(Extensions.parse(reply(printed)).render(wire("guard.example")))
        .as("printed once more")
        .isEqualTo(reply(printed));
  }

  private static Reply reply(String lines) {
    List<Octets> texts = new ArrayList<>(List.of(wire("guard.example")));
    if (!lines.isEmpty()) {
      for (String line : lines.split("\\|", -1)) {
        texts.add(wire(line));
      }
    }
    return new Reply(250, texts);
  }

  private static Extensions parse(String... lines) {
    List<Octets> texts = new ArrayList<>(List.of(wire("mx.example says hello")));
    for (String line : lines) {
      texts.add(wire(line));
    }
    return Extensions.parse(new Reply(250, texts));
  }

  @Test
  void firstLineIsNoKeyword() {
    Extensions extensions = Extensions.parse(Reply.of(250, "PIPELINING", "DSN"));
    assertThat(extensions.greeting()).isEqualTo(wire("PIPELINING"));
    assertThat(extensions.offers(Extension.PIPELINING)).isFalse();
    assertThat(extensions.offers(Extension.DSN)).isTrue();
  }

  @Test
  void parametersAreThoseOfTheKeyword() {
    Extensions extensions = parse("SIZE 10", "AUTH PLAIN LOGIN", "DSN");
    assertThat(extensions.parameters(Extension.SIZE)).containsExactly(wire("10"));
    assertThat(extensions.parameters(Extension.AUTH)).containsExactly(wire("PLAIN"), wire("LOGIN"));
    assertThat(extensions.parameters(Extension.DSN)).isEmpty();
    assertThat(extensions.parameters(Extension.STARTTLS)).isEmpty();
  }

  @Test
  void unknownKeywordsAreForTheLog() {
    Extensions extensions = parse("xfoo a b", "DSN", "BURL imap");
    assertThat(extensions.unknown()).containsExactly(wire("XFOO"), wire("BURL"));
    assertThat(extensions.withoutUnknown().unknown()).isEmpty();
    assertThat(extensions.retain(_ -> true).unknown()).as("R10: never fail open").isEmpty();
  }

  @Test
  void retainsWhatIsWanted() {
    Extensions extensions =
        parse("CHUNKING", "DSN", "XCLIENT NAME").retain(e -> e != Extension.XCLIENT);
    assertThat(extensions).hasToString("[CHUNKING, DSN]");
  }

  @Test
  void offersWhatTheGuardDoesItself() {
    Extensions extensions =
        parse("SIZE 100", "DSN")
            .with(Extension.SIZE, List.of(wire("50")))
            .with(Extension.STARTTLS, List.of());
    assertThat(extensions).hasToString("[SIZE 50, DSN, STARTTLS]");
    assertThatThrownBy(() -> extensions.with(Extension.AUTH, List.of(wire("A B"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsOfferedBehindHelo() {
    assertThat(Extensions.NONE.render(wire("x"))).isEqualTo(Reply.of(250, "x"));
  }

  /** as many keywords as a reply can have. */
  @Test
  void longestReply() {
    String[] lines =
        IntStream.range(1, Reply.MAX_LINES).mapToObj(i -> "X" + i).toArray(String[]::new);
    Extensions extensions = parse(lines);
    assertThat(extensions.unknown()).hasSize(Reply.MAX_LINES - 1);
    assertThat(extensions.render(wire("x")).lines()).hasSize(Reply.MAX_LINES);
  }

  /** whatever a server says, the guard has a list, and prints one that reads the same. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 1111})
  void neverThrows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String pieces =
        "AUTH=|SIZE|DSN|auth |X-|PLAIN| |\\x09|9|99999999999999999999|=|\\xff|\\x01|-|_|a";
    for (int round = 0; round < 5_000; round++) {
      String[] lines = new String[random.nextInt(8)];
      Arrays.setAll(lines, _ -> line(random, pieces.split("\\|")));
      Reply rendered = parse(lines).render(wire("guard.example"));
      assertThat(Extensions.parse(rendered).render(wire("guard.example"))).isEqualTo(rendered);
    }
  }

  private static String line(SplittableRandom random, String[] pieces) {
    return random
        .ints(random.nextInt(6), 0, pieces.length)
        .mapToObj(i -> pieces[i])
        .collect(Collectors.joining());
  }
}
