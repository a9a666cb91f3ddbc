package org.mailguard.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mailguard.policy.Rules.map;
import static org.mailguard.policy.Rules.observed;
import static org.mailguard.policy.Rules.rule;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Action;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.Rate.Counted;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.Rule;
import org.mailguard.policy.RuleWatch;
import org.mailguard.smtp.Reply;
import org.mailguard.smtp.SmtpWriter;

/** Rules that somebody else counts for. */
class SessionRatesTest {
  private static final Action REFUSE = new Action.Refuse(null);

  private final StringBuilder toClient = new StringBuilder();
  private final StringBuilder toServer = new StringBuilder();
  private final List<String> steps = new ArrayList<>();
  private final List<Step.Note> recorded = new ArrayList<>();
  private int left;

  private void take(Step step) {
    steps.add(step.getClass().getSimpleName());
    switch (step) {
      case Step.Answer(Reply reply, _) -> toClient.append(text(SmtpWriter.write(reply)));
      case Step.Relay(var reply) -> toClient.append(text(SmtpWriter.write(reply)));
      case Step.Forward(var line) -> toServer.append(text(SmtpWriter.write(line)));
      case Step.Note note -> recorded.add(note);
      case Step other -> assertThat(other).isNotNull();
    }
  }

  private static String text(byte[] octets) {
    return new String(octets, US_ASCII);
  }

  private Session session(Rule rule, int budget) {
    left = budget;
    Policy policy = Policy.MAILGUARD_DEFAULT.withMap(map(rule));
    Session session = new Session(policy, _ -> left-- > 0, RuleWatch.NOBODY);
    session.start(this::take);
    session.serverConnected(this::take);
    serverSays(session, "220 mx ESMTP");
    return session;
  }

  private void serverSays(Session session, String reply) {
    session.serverOctets(ByteBuffer.wrap((reply + "\r\n").getBytes(US_ASCII)), this::take);
  }

  private void clientSays(Session session, String... lines) {
    for (String line : lines) {
      session.clientOctets(ByteBuffer.wrap((line + "\r\n").getBytes(US_ASCII)), this::take);
    }
  }

  private static Rule rate(Counted counted) {
    return rule(
        new Criterion.Rate(counted, 1, Duration.ofMinutes(1), Criterion.Rate.Key.ADDRESS), REFUSE);
  }

  @Test
  void aConnectionTooManyHears421InPlaceOfTheGreeting() {
    Session session = session(rate(Counted.CONNECTION), 0);
    assertThat(toClient).startsWith("421 4.7.1 MG-4-108004 Too often, try again later (edge 1");
    assertThat(session.isClosed()).isTrue();
    assertThat(steps).doesNotContain("Connect");
  }

  @Test
  void aConnectionWithinItsRateIsServed() {
    session(rate(Counted.CONNECTION), 1);
    assertThat(toClient).startsWith("220 ");
    assertThat(left).isZero();
  }

  @Test
  void recipientsBeyondTheirRateArePutOffAndAreNoErrors() {
    Session session = session(rate(Counted.RECIPIENT), 1);
    clientSays(session, "HELO a.example");
    serverSays(session, "250 mx");
    clientSays(session, "MAIL FROM:<x@a.example>");
    serverSays(session, "250 ok");
    clientSays(session, "RCPT TO:<a@b.example>");
    serverSays(session, "250 ok");
    for (int i = 0; i < 100; i++) {
      clientSays(session, "RCPT TO:<b@b.example>");
    }
    clientSays(session, "DATA");
    assertThat(toClient.toString().split("450 4.7.1", -1)).hasSize(101);
    assertThat(toServer).endsWith("RCPT TO:<a@b.example>\r\nDATA\r\n");
  }

  @Test
  void messagesBeyondTheirRateArePutOff() {
    Session session = session(rate(Counted.MESSAGE), 0);
    clientSays(session, "HELO a.example");
    serverSays(session, "250 mx");
    clientSays(session, "RCPT TO:<a@b.example>", "MAIL FROM:<x@a.example>");
    assertThat(left).as("what is out of turn is not counted").isEqualTo(-1);
    assertThat(toClient).contains("503 5.5.1").contains("450 4.7.1");
  }

  @Test
  void aVerbBeyondItsRateIsPutOffOrMasked() {
    Criterion vrfy = new Criterion.CommandVerb(Set.of("VRFY"), false);
    Session refused = session(rule(vrfy, new Action.RateLimit(1, false)), 1);
    clientSays(refused, "VRFY a");
    serverSays(refused, "252 ok");
    clientSays(refused, "VRFY b");
    assertThat(toClient).contains("450 4.7.1 MG-4-108004 Too often, try again later");
    Session masked = session(rule(vrfy, new Action.RateLimit(1, true)), 0);
    clientSays(masked, "VRFY c");
    assertThat(toClient).contains("502 5.5.1 MG-4-108004 Command not implemented");
  }

  @Test
  void aVerbBeyondItsRateHearsTheWordsOfTheRule() {
    Criterion vrfy = new Criterion.CommandVerb(Set.of("VRFY"), false);
    ReplyText words = new ReplyText(451, "4.7.1", "Ask less often");
    Session session = session(rule(vrfy, new Action.RateLimit(1, false, words)), 0);
    clientSays(session, "VRFY a");
    assertThat(toClient)
        .contains("451 4.7.1 MG-4-108004 Ask less often (edge 1 ")
        .doesNotContain("450");
    assertThat(toServer).isEmpty();
  }

  /** It takes the same path, says what it would have done, and the server sees the command. */
  @Test
  void anObservedRateLimitPassesAndIsOnRecord() {
    Criterion vrfy = new Criterion.CommandVerb(Set.of("VRFY"), false);
    Session session = session(observed(rule(vrfy, new Action.RateLimit(1, false))), 1);
    clientSays(session, "VRFY a");
    serverSays(session, "252 ok");
    assertThat(recorded).isEmpty();
    clientSays(session, "VRFY b");
    serverSays(session, "252 ok");
    assertThat(toServer).hasToString("VRFY a\r\nVRFY b\r\n");
    assertThat(toClient).doesNotContain("4.7.1");
    assertThat(recorded).hasSize(1);
    Step.Note note = recorded.getFirst();
    assertThat(note.id()).isEqualTo(MessageId.RULE_OBSERVED);
    assertThat(note.before()).isEqualTo("VRFY b").isEqualTo(note.after());
    Intervention done = Objects.requireNonNull(note.intervention());
    assertThat(done.verdict()).isEqualTo(Verdict.RATE_LIMITED);
    assertThat(done.observed()).isTrue();
  }

  @Test
  void whatIsObservedIsCountedAndPasses() {
    Session session = session(observed(rate(Counted.MESSAGE)), 0);
    clientSays(session, "MAIL FROM:<x@a.example>");
    assertThat(toServer).endsWith("MAIL FROM:<x@a.example>\r\n");
    assertThat(left).isEqualTo(-1);
  }

  /** Threats S-06: told to come again without end, a client could ask without end. */
  @Test
  void recipientsThatArePutOffFarTooOftenAreErrors() {
    Session session = session(rate(Counted.RECIPIENT), 0);
    clientSays(session, "HELO a.example");
    serverSays(session, "250 mx");
    clientSays(session, "MAIL FROM:<x@a.example>");
    serverSays(session, "250 ok");
    for (int i = 0; i < Limits.OVERSHOOT + Limits.DEFAULT.errors(); i++) {
      clientSays(session, "RCPT TO:<y@b.example>");
    }
    assertThat(session.isClosed()).isFalse();
    clientSays(session, "RCPT TO:<y@b.example>");
    assertThat(session.isClosed()).isTrue();
    assertThat(toClient.toString().lines().toList().getLast())
        .startsWith("421 4.7.0 MG-4-750208 Too many errors");
  }
}
