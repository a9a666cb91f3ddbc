package org.mailguard.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Laboratory.Firewall;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** The other makes, as far as they are known (reference: fingerprints 2.1, 3, 4, 8). */
class MakesTest {
  private static final String RAPTOR = "raptor";

  private static ConfigResult parsed(String make) {
    return ConfigParser.parse(
        "test",
        """
        static (inside,outside) tcp interface smtp 10.0.0.5 smtp
        access-list mail permit tcp any interface outside eq smtp
        access-group mail in interface outside
        policy-map global_policy
         class inspection_default
          laboratory firewall %s
        service-policy global_policy global
        """
            .formatted(make));
  }

  private static Policy policy(String make) {
    return switch (parsed(make)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration.publications().getFirst().policy();
      case ConfigResult.Refused refused ->
          throw new IllegalArgumentException(refused.problems().toString());
    };
  }

  /** Behind the greeting of a server that has a name. */
  private static Bench of(String make) {
    Bench bench = Bench.of(policy(make));
    bench.server("220 inner.example ESMTP Postfix\r\n");
    return bench;
  }

  private static String reply(Bench bench, String command) {
    bench.seenByClient();
    bench.client(command + "\r\n");
    return bench.seenByClient();
  }

  private static String replyOf(Bench bench, String command, String server) {
    bench.client(command + "\r\n");
    bench.seenByClient();
    bench.server(server + "\r\n");
    return bench.seenByClient();
  }

  @Test
  void eachHasAGreetingOfItsOwn() {
    assertThat(of("watchguard").seenByClient()).isEqualTo("220 SMTP service ready\r\n");
    assertThat(of("checkpoint").seenByClient())
        .isEqualTo("220 CheckPoint FireWall-1 secure SMTP server\r\n");
    assertThat(of("checkpoint esmtp").seenByClient())
        .isEqualTo("220 CheckPoint FireWall-1 secure ESMTP server\r\n");
    assertThat(of(RAPTOR).seenByClient()).isEqualTo("220 inner.example Generic SMTP handler\r\n");
  }

  @Test
  void eachSaysInTheLogWhatItIs() {
    assertThat(of("watchguard").notes().getFirst()).isEqualTo("LABORATORY WatchGuard Firebox");
  }

  @Test
  void noneOfThemSpeaksEsmtpUnlessTold() {
    for (String make : new String[] {"watchguard", "checkpoint", RAPTOR}) {
      Bench bench = of(make);

      assertThat(reply(bench, "EHLO a.example")).isEqualTo("500 Command unrecognized\r\n");
      assertThat(bench.seenByServer()).isEmpty();
    }
  }

  @Test
  void withEsmtpAFewKeywordsPass() {
    String all =
        String.join(
            "\r\n",
            "250-inner.example",
            "250-SIZE 1000",
            "250-8BITMIME",
            "250-AUTH PLAIN",
            "250-STARTTLS",
            "250 CHUNKING");

    assertThat(replyOf(of("watchguard esmtp"), "EHLO a.example", all))
        .isEqualTo("250-inner.example\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250 AUTH PLAIN\r\n");
    assertThat(replyOf(of("checkpoint esmtp"), "EHLO a.example", all))
        .isEqualTo("250-inner.example\r\n250 8BITMIME\r\n");
    assertThat(replyOf(of("raptor esmtp"), "EHLO a.example", all))
        .isEqualTo("250-inner.example\r\n250 AUTH PLAIN\r\n");
  }

  /** Their mail is lost and nobody is told. */
  @Test
  void watchguardLosesRecipientsInSilence() {
    Bench bench = of("watchguard recipients 1");
    assertThat(replyOf(bench, "MAIL FROM:<x@a.example>", "250 ok")).isEqualTo("250 ok\r\n");
    assertThat(replyOf(bench, "RCPT TO:<one@b.example>", "250 mine")).isEqualTo("250 mine\r\n");
    bench.seenByServer();

    assertThat(reply(bench, "RCPT TO:<two@b.example>")).isEqualTo("250 OK\r\n");

    assertThat(bench.seenByServer()).isEmpty();
    bench.client("RSET\r\n");
    bench.server("250 ok\r\n");
    bench.client("MAIL FROM:<x@a.example>\r\nRCPT TO:<three@b.example>\r\n");
    assertThat(bench.seenByServer()).contains("RCPT TO:<three@b.example>");
  }

  @Test
  void itsOwnRepliesWaitForTheirTurn() {
    Bench bench = of("watchguard recipients 1");
    bench.seenByClient();

    bench.client("RCPT TO:<one@b.example>\r\nRCPT TO:<two@b.example>\r\n");

    assertThat(bench.seenByClient()).isEmpty();
    bench.server("550 no\r\n");
    assertThat(bench.seenByClient()).isEqualTo("550 no\r\n250 OK\r\n");
  }

  @Test
  void watchguardPrintsItsList() {
    assertThat(reply(of("watchguard"), "HELP"))
        .isEqualTo(
            Bench.lines(
                "214-Commands:",
                "214-\tDATA\tRCPT\tMAIL\tQUIT\tRSET",
                "214 \tHELO\tVRFY\tEXPN\tHELP\tNOOP"));
  }

  @Test
  void checkpointPutsOffTheSecondDomainForEver() {
    Bench bench = of("checkpoint");
    replyOf(bench, "MAIL FROM:<x@a.example>", "250 ok");
    replyOf(bench, "RCPT TO:<one@b.example>", "250 ok");

    assertThat(reply(bench, "RCPT TO:<two@c.example>")).isEqualTo("450 Mailbox unavailable\r\n");
    assertThat(replyOf(bench, "RCPT TO:<three@B.example>", "250 ok")).isEqualTo("250 ok\r\n");
  }

  @Test
  void checkpointAnswersNoopAsAGreeting() {
    assertThat(reply(of("checkpoint"), "NOOP")).isEqualTo("220 OK\r\n");
  }

  @Test
  void raptorGivesTheInnerHostAway() {
    Bench bench = of(RAPTOR);

    assertThat(replyOf(bench, "HELO a.example", "250 hello you"))
        .isEqualTo("250 inner.example talking to inner.example ([192.0.2.1])\r\n");
    assertThat(reply(bench, "HELP")).isEqualTo("214 Help not supported by this implementation\r\n");
    assertThat(replyOf(bench, "QUIT", "221 2.0.0 bye"))
        .isEqualTo("221 inner.example closing connection. Goodbye!\r\n");
  }

  @Test
  void raptorPutsOffAndThenDeniesAll() {
    Bench bench = of("raptor recipients 1 2");
    replyOf(bench, "MAIL FROM:<x@a.example>", "250 ok");
    replyOf(bench, "RCPT TO:<one@b.example>", "250 ok");

    assertThat(reply(bench, "RCPT TO:<two@b.example>")).isEqualTo("452 Too many recipients\r\n");
    assertThat(reply(bench, "RCPT TO:<three@b.example>")).isEqualTo("550 Too many recipients\r\n");
    assertThat(reply(bench, "DATA"))
        .isEqualTo("503 5.5.0 Not accepting any command except QUIT\r\n");
  }

  @Test
  void raptorHidesWhereAMessageCameFrom() {
    Bench whole = of(RAPTOR).inMessage();
    Bench cut = of(RAPTOR).inMessage();
    String message =
        Bench.lines(
            "Received: from inner",
            "\tby other; today",
            "Subject: hello",
            " folded",
            "RECEIVED: from far",
            "",
            "Received: in the text",
            ".");

    whole.client(message);
    message.chars().forEach(octet -> cut.client(Character.toString(octet)));

    String blinded =
        Bench.lines(
            "Received: <hidden>",
            "Subject: hello",
            " folded",
            "Received: <hidden>",
            "",
            "Received: in the text",
            ".");
    assertThat(whole.seenByServer()).isEqualTo(blinded);
    assertThat(cut.seenByServer()).isEqualTo(blinded);
  }

  @Test
  void aMessagePassesAsItIs() {
    for (String make : new String[] {"watchguard", "checkpoint", RAPTOR}) {
      Bench bench = of(make).inMessage();

      bench.client("Subject: hello\r\n\r\n..text\r\n", ".\r\n");
      bench.server("250 stored\r\n");
      bench.client("RSET\r\n");

      assertThat(bench.seenByServer()).isEqualTo("Subject: hello\r\n\r\n..text\r\n.\r\nRSET\r\n");
      assertThat(bench.seenByClient()).isEqualTo("250 stored\r\n");
    }
  }

  @Test
  void aHardLimitBelowTheSoftOneIsRefused() {
    assertThat(parsed("raptor recipients 5 2").toString())
        .contains("the hard limit 2 is below the soft limit 5");
  }

  @Test
  void theirSessionsAreOnesOfTheLaboratory() {
    Laboratory laboratory = new Laboratory(Set.of(), new Firewall.Checkpoint(false));

    assertThat(Bench.of(Release.P51.policy().in(laboratory)).notes()).hasSize(1);
  }
}
