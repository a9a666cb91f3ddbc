package org.mailguard.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.Retained;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RegexSet;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleWatch;

/**
 * Hostile messages through a session with rules of every kind about content: what it keeps has the
 * bound of docs/architecture.md, whatever comes.
 */
class HostileSessionTest {
  private static final long BOUND = 192 << 10;
  private static final long BOUND_OF_DEPTH = 512 << 10;

  /** What sessions share, and who drives this one. */
  private static final Set<Class<?>> SHARED =
      Set.of(
          Policy.class,
          EsmtpMap.class,
          Rule.class,
          RegexSet.class,
          Rates.class,
          RuleWatch.class,
          Steps.class);

  private static final List<Policy> POLICIES =
      List.of(policy("log", 10), policy("strip log", 10), policy("refuse log", 10));

  /** A rule about a depth that is not usually entered has the levels up to it remembered. */
  private static final Policy DEEP = policy("log", 1_000_000);

  private static Policy policy(String action, int depth) {
    String text =
        """
        static (inside,outside) tcp interface smtp 10.0.0.5 smtp
        access-list mail permit tcp any interface outside eq smtp
        access-group mail in interface outside
        regex never ZQZQ[0-9]+Z
        policy-map type inspect esmtp edge
         match header field regex never
          %1$s
         match header field subject value never
          %1$s
         match MIME filetype regex never
          %1$s
         match MIME filename regex never
          %1$s
         match MIME extension zqzq
          %1$s
         match MIME encoding others
          log
         match MIME content zip
          log
         match MIME parts gt 100000000
          log
         match MIME depth gt %2$d
          log
         match MIME anomaly nul-in-header
          log
         match header to-fields count gt 100000000
          log
         match body line length gt 100000000
          log
        policy-map global_policy
         class inspection_default
          inspect esmtp edge
        service-policy global_policy global
        """
            .formatted(action, depth);
    return switch (ConfigParser.parse("hostile", text)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration.publications().getFirst().policy();
      case ConfigResult.Refused(_, var problems, _) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.mailguard.inspect.HostileContentTest#messages")
  void isBounded(
      String name, ContentAnomaly anomaly, String begin, int times, IntFunction<String> piece) {
    for (Policy policy : POLICIES) {
      assertBounded(policy, begin, times, piece, BOUND);
    }
    assertBounded(DEEP, begin, times, piece, BOUND_OF_DEPTH);
  }

  private static void assertBounded(
      Policy policy, String begin, int times, IntFunction<String> piece, long bound) {
    Session session = inMessage(policy);
    give(session, begin);
    for (int i = 0; i < times && !session.isClosed(); i++) {
      give(session, piece.apply(i));
      if (i % Math.max(1, times / 20) == 0) {
        assertThat(Retained.octets(session, SHARED))
            .as("%s at %s of %s", policy.map().rules().getFirst().action(), i, times)
            .isLessThan(bound);
      }
    }
  }

  private static Session inMessage(Policy policy) {
    Session session = new Session(policy);
    Steps nowhere = step -> {};
    session.start(nowhere);
    session.serverConnected(nowhere);
    answer(session, "220 mx\r\n");
    for (String command :
        List.of("EHLO a.test\r\n", "MAIL FROM:<a@a.test>\r\n", "RCPT TO:<b@b.test>\r\n")) {
      give(session, command);
      answer(session, "250 ok\r\n");
    }
    give(session, "DATA\r\n");
    answer(session, "354 go\r\n");
    return session;
  }

  private static void give(Session session, String octets) {
    session.clientOctets(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)), step -> {});
  }

  private static void answer(Session session, String octets) {
    session.serverOctets(ByteBuffer.wrap(octets.getBytes(ISO_8859_1)), step -> {});
  }
}
