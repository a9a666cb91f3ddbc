package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Policy;

/**
 * The ways round the old filters (reference: cisco-mailguard 13, B1 to B7; CVE-2000-1022 and its
 * regression), against every release and the default, whole and octet by octet: no verb that the
 * policy does not have gets to the server. B8 cannot be sent through a socket: the kernel puts the
 * stream together. B9 is this test for every release.
 */
class BypassTest {
  record Case(String name, List<String> sent) {
    Case(String name, String... sent) {
      this(name, List.of(sent));
    }
  }

  private static final String OPEN =
      "HELO a.example\r\nMAIL FROM:<x@a.example>\r\nRCPT TO:<y@b.example>\r\n";

  private static final List<Case> CASES =
      List.of(
          new Case(
              "B1 DATA without RCPT", "HELO a.example\r\n", "DATA\r\n", "EXPN root\r\nTURN\r\n"),
          new Case("B2 all before the greeting", "DATA\r\nEXPN root\r\nTURN\r\n.\r\n"),
          new Case(
              "B3 DATA twice",
              "HELO a.example\r\n",
              "DATA\r\n",
              "DATA\r\n",
              "EXPN root\r\nTURN\r\n"),
          new Case("B4 behind the dot", OPEN, "DATA\r\n", "text\r\n.\r\nEXPN root\r\nTURN\r\n"),
          new Case(
              "B5 DATA refused for its recipients",
              "HELO a.example\r\nMAIL FROM:<x@a.example>\r\nRCPT TO:<refused@b.example>\r\n",
              "DATA\r\n",
              "EXPN root\r\nTURN\r\n"),
          new Case("B6 bare LF before the dot", OPEN, "DATA\r\n", "text\n.\r\nEXPN root\r\n.\r\n"),
          new Case("B6 bare LF around the dot", OPEN, "DATA\r\n", "text\n.\nEXPN root\r\n.\r\n"),
          new Case("B6 bare CR around the dot", OPEN, "DATA\r\n", "text\r.\rEXPN root\r\n.\r\n"),
          new Case("B7 mixed case", "HELO a.example\r\n", "eXpN root\r\n", "TuRn\r\n"),
          new Case(
              "B7 blank before the verb", "HELO a.example\r\n", " EXPN root\r\n", "\tTURN\r\n"),
          new Case("B7 NUL inside", "HELO a.example\r\n", "EX\0PN root\r\n"));

  static Stream<Arguments> cases() {
    List<Policy> policies = new ArrayList<>(Configuration.releases());
    policies.add(Policy.MAILGUARD_DEFAULT);
    return policies.stream()
        .flatMap(policy -> CASES.stream().map(one -> Arguments.of(policy.name(), one, policy)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void noVerbGetsPast(String name, Case one, Policy policy) {
    assertNothingForbidden(run(policy, one.sent()), policy);
    assertNothingForbidden(
        run(policy, String.join("", one.sent()).chars().mapToObj(Character::toString).toList()),
        policy);
    assertNothingForbidden(run(policy, List.of(String.join("", one.sent()))), policy);
  }

  private static GuardedRun run(Policy policy, List<String> segments) {
    // A lenient server takes for a line what a strict one does not: the harder of the two.
    GuardedRun run = new GuardedRun(policy, true);
    run.send(segments.stream().map(text -> text.getBytes(ISO_8859_1)).toList());
    run.end();
    return run;
  }

  private static void assertNothingForbidden(GuardedRun run, Policy policy) {
    assertThat(run.server().commands())
        .noneMatch(command -> isVerb(command, "EXPN") || isVerb(command, "TURN"));
    assertThat(run.server().delivered())
        .as("delivered behind %s", policy.name())
        .noneMatch(content -> content.contains("EXPN"));
  }

  private static boolean isVerb(String command, String verb) {
    return command.strip().toUpperCase(Locale.ROOT).replace("\0", "").startsWith(verb);
  }
}
