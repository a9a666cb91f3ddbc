package org.mailguard.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mailguard.policy.Rules.map;
import static org.mailguard.policy.Rules.not;
import static org.mailguard.policy.Rules.observed;
import static org.mailguard.policy.Rules.regex;
import static org.mailguard.policy.Rules.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailguard.policy.Criterion.HeloForm.Form;
import org.mailguard.policy.Criterion.Whose;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.CommandParser;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Path;

class JudgeTest {
  private static final Action REFUSE = new Action.Refuse(null);
  private static final Action DROP = new Action.Drop();
  private static final Action LOG = new Action.Log();
  private static final Action ALLOW = new Action.Allow();

  private static Judge judge(Rule... rules) {
    return new Judge(map(rules), Rates.UNLIMITED, RuleWatch.NOBODY);
  }

  private static Ruling command(Judge judge, String line) {
    byte[] octets = line.getBytes(UTF_8);
    return judge.command(octets, octets.length);
  }

  private static Ruling recipient(Judge judge, String address, int count) {
    byte[] line = ("RCPT TO:<" + address + ">").getBytes(UTF_8);
    return judge.recipient(
        ((Command.Rcpt) CommandParser.parse(line, line.length)).forwardPath(), count);
  }

  private static boolean matches(Criterion criterion, String address) {
    return recipient(judge(rule(criterion, DROP)), address, 1).decisive() != null;
  }

  @Test
  void theFirstEnforcedDecisionEndsThePhase() {
    Criterion vrfy = new Criterion.CommandVerb(Set.of("VRFY"), false);
    Ruling ruling =
        command(
            judge(
                rule(vrfy, LOG), observed(rule(vrfy, DROP)), rule(vrfy, REFUSE), rule(vrfy, DROP)),
            "vrfy root");
    assertThat(ruling.matches())
        .extracting(match -> match.rule().number())
        .containsExactly(1, 2, 3);
    assertThat(ruling.matches()).extracting(RuleMatch::on).containsOnly("vrfy");
    assertThat(ruling.decisive()).isEqualTo(ruling.matches().getLast());
  }

  @Test
  void allowEndsItToo() {
    Criterion verb = new Criterion.CommandVerb(Set.of("XFOO"), false);
    Judge judge = judge(rule(verb, ALLOW), rule(new Criterion.CommandVerb(Set.of(), true), DROP));
    assertThat(command(judge, "XFOO").allowsVerb()).isTrue();
    assertThat(command(judge, "XBAR").decisive()).isNotNull();
    assertThat(command(judge, "NOOP").isEmpty()).isTrue();
  }

  @Test
  void allowOfSomethingElseDoesNotAllowTheVerb() {
    Ruling ruling = command(judge(rule(new Criterion.CommandLineLength(3), ALLOW)), "VRFY x");
    assertThat(ruling.isAllowed()).isTrue();
    assertThat(ruling.allowsVerb()).isFalse();
  }

  @Test
  void phasesWithoutRulesGiveTheOneEmptyRuling() {
    Judge judge = judge();
    assertThat(command(judge, "NOOP")).isSameAs(Ruling.NONE);
    assertThat(recipient(judge, "a@b.example", 1)).isSameAs(Ruling.NONE);
    assertThat(judge.helo(Octets.ascii("a"))).isSameAs(Ruling.NONE);
    assertThat(judge.sender(new Path.Null(), 10)).isSameAs(Ruling.NONE);
    assertThat(judge.connection()).isSameAs(Ruling.NONE);
    assertThat(judge.recipientRefused()).isSameAs(Ruling.NONE);
    assertThat(judge.keyword(Octets.ascii("SIZE"))).isSameAs(Ruling.NONE);
  }

  @ParameterizedTest
  @CsvSource({"NOOP 3456, 11, false", "NOOP 34567, 11, false", "NOOP 345678, 11, true"})
  void lineLengthCountsCrLf(String line, long above, boolean matches) {
    Judge judge = judge(rule(new Criterion.CommandLineLength(above + 1), DROP));
    assertThat(command(judge, line).decisive() != null).isEqualTo(matches);
  }

  @Test
  void verbsAreCountedWhateverStandsBehindThem() {
    Judge judge = judge(rule(new Criterion.VerbCount("VRFY", 2), REFUSE));
    assertThat(command(judge, "VRFY a").isEmpty()).isTrue();
    assertThat(command(judge, "vrfy").isEmpty()).isTrue();
    assertThat(command(judge, "NOOP").isEmpty()).isTrue();
    assertThat(command(judge, "VRFY b").matches().getFirst().on()).isEqualTo("VRFY 3");
  }

  @Test
  void argumentsAreThoseOfTheirVerbAlsoNegated() {
    Criterion argument = new Criterion.CommandArgument("ETRN", regex("^ok\\."));
    Judge judge = judge(not(rule(argument, REFUSE)));
    assertThat(command(judge, "ETRN ok.example").isEmpty()).isTrue();
    assertThat(command(judge, "ETRN other.example").isEmpty()).isFalse();
    assertThat(command(judge, "NOOP other.example").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"AUTH PLAIN c2VjcmV0", "auth c2VjcmV0", "AUTHc2VjcmV0", "X-EXPS NTLM c2VjcmV0"})
  void credentialsAreNeverShown(String line) {
    List<String> shown = new ArrayList<>();
    EsmtpMap map =
        map(
            rule(new Criterion.CommandArgument("AUTH", regex("c2V")), LOG),
            rule(new Criterion.CommandArgument("X-EXPS", regex("c2V")), LOG),
            rule(new Criterion.CommandVerb(Set.of("AUTH"), true), LOG));
    Judge judge = new Judge(map, Rates.UNLIMITED, (_, on, _) -> shown.add(on));
    command(judge, line);
    assertThat(shown).isNotEmpty().noneMatch(on -> on.contains("c2V"));
  }

  @Test
  void whoeverWatchesHearsOfEveryRuleThatIsAsked() {
    List<String> heard = new ArrayList<>();
    EsmtpMap map =
        map(
            rule(new Criterion.AddressLength(Whose.RECIPIENT, 100), DROP),
            rule(new Criterion.AddressRegex(Whose.RECIPIENT, regex("spam")), REFUSE),
            rule(new Criterion.RecipientCount(1), REFUSE));
    Judge judge =
        new Judge(
            map, Rates.UNLIMITED, (rule, on, matched) -> heard.add(rule.number() + on + matched));
    recipient(judge, "spam@b.example", 1);
    assertThat(heard).containsExactly("114 octetsfalse", "2spam@b.exampletrue");
  }

  @Test
  void ratesAreTakenOncePerRuleAndThing() {
    List<Integer> taken = new ArrayList<>();
    EsmtpMap map =
        map(
            rule(
                new Criterion.Rate(
                    Criterion.Rate.Counted.RECIPIENT,
                    1,
                    java.time.Duration.ofMinutes(1),
                    Criterion.Rate.Key.ADDRESS),
                REFUSE));
    Judge judge =
        new Judge(
            map,
            rule -> {
              taken.add(rule.number());
              return taken.size() < 2;
            },
            RuleWatch.NOBODY);
    assertThat(recipient(judge, "a@b.example", 1).isEmpty()).isTrue();
    assertThat(recipient(judge, "a@b.example", 2).decisive()).isNotNull();
    assertThat(taken).containsExactly(1, 1);
  }

  @Test
  void aRateLimitMatchesOnlyWhenNothingIsLeft() {
    boolean[] left = {true};
    EsmtpMap map =
        map(rule(new Criterion.CommandVerb(Set.of("VRFY"), false), new Action.RateLimit(1, false)));
    Judge judge = new Judge(map, _ -> left[0], RuleWatch.NOBODY);
    assertThat(command(judge, "VRFY a").isEmpty()).isTrue();
    left[0] = false;
    assertThat(command(judge, "NOOP").isEmpty()).isTrue();
    assertThat(command(judge, "VRFY a").decisive()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "a@example.net, example.net, true",
    "a@EXAMPLE.Net, example.net, true",
    "a@mx.example.net, example.net, true",
    "a@badexample.net, example.net, false",
    "a@example.net, .example.net, false",
    "a@mx.example.net, .example.net, true",
    "a@a.mx.example.net, .example.net, true",
    "a@net, example.net, false",
    "a@[192.0.2.1], example.net, false",
    "Postmaster, example.net, false"
  })
  void domains(String address, String domain, boolean matches) {
    assertThat(matches(new Criterion.AddressDomain(Whose.RECIPIENT, Set.of(domain)), address))
        .isEqualTo(matches);
    boolean relay = !matches && !address.equals("Postmaster");
    assertThat(matches(new Criterion.MailRelay(Set.of(domain)), address)).isEqualTo(relay);
  }

  @Test
  void postmasterIsInNoDomainAndOutsideOfNone() {
    Criterion domain = new Criterion.AddressDomain(Whose.RECIPIENT, Set.of("example.net"));
    Judge judge = judge(not(rule(domain, REFUSE)));
    assertThat(recipient(judge, "Postmaster", 1).isEmpty()).isTrue();
    assertThat(recipient(judge, "a@other.example", 1).isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'@x,@y:a@b.example', SOURCE_ROUTE",
    "a%c.example@b.example, PERCENT",
    "c.example!a@b.example, BANG",
    "'\"a b\"@b.example', QUOTED",
    "a@[192.0.2.1], LITERAL",
    "a|b@b.example, SPECIAL_CHARACTER",
    "a`b@b.example, SPECIAL_CHARACTER",
    "${run{id}}@b.example, SHELL",
    "'\"a;b\"@b.example', SHELL",
    "\u00fc@b.example, EIGHT_BIT"
  })
  void forms(String address, AddressForm form) {
    assertThat(matches(new Criterion.AddressForms(Whose.RECIPIENT, Set.of(form)), address))
        .isTrue();
    assertThat(
            matches(
                new Criterion.AddressForms(Whose.RECIPIENT, Set.of(form)), "o'brien+x@b.example"))
        .isFalse();
  }

  @Test
  void theNullReversePathIsTheEmptyAddress() {
    Judge judge = judge(rule(new Criterion.AddressRegex(Whose.SENDER, regex("^$")), REFUSE));
    assertThat(judge.sender(new Path.Null(), 0).matches().getFirst().on()).isEmpty();
    judge = judge(rule(new Criterion.AddressForms(Whose.SENDER, Set.of(AddressForm.NULL)), LOG));
    assertThat(judge.sender(new Path.Null(), 0).matches()).hasSize(1);
  }

  @Test
  void aDeclaredSizeIsHeldAgainstTheBoundOfTheMessage() {
    Judge judge = judge(rule(new ContentCriterion.MessageLength(1000), REFUSE));
    assertThat(judge.sender(new Path.Null(), 1000).isEmpty()).isTrue();
    assertThat(judge.sender(new Path.Null(), 1001).decisive()).isNotNull();
    judge = judge(observed(rule(new ContentCriterion.MessageLength(1000), REFUSE)));
    assertThat(judge.sender(new Path.Null(), 1001).isEmpty())
        .as("it is seen when the message is there")
        .isTrue();
  }

  @Test
  void messagesAreCounted() {
    Judge judge = judge(rule(new Criterion.MessageCount(2), REFUSE));
    assertThat(judge.sender(new Path.Null(), 0).isEmpty()).isTrue();
    assertThat(judge.sender(new Path.Null(), 0).isEmpty()).isTrue();
    assertThat(judge.sender(new Path.Null(), 0).matches().getFirst().on()).isEqualTo("3 messages");
  }

  @ParameterizedTest
  @CsvSource({
    "[192.0.2.1], LITERAL",
    "192.0.2.1, BARE_ADDRESS",
    "localhost, SINGLE_LABEL",
    "my_pc.example, ODD",
    "-a.example, ODD",
    "a-.example, ODD"
  })
  void greetings(String name, Form form) {
    for (Form asked : Form.values()) {
      Judge judge = judge(rule(new Criterion.HeloForm(Set.of(asked)), REFUSE));
      assertThat(judge.helo(Octets.ascii(name)).isEmpty()).isEqualTo(asked != form);
    }
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS, true", "chunking, true", "SIZE, false", "8BITMIME, false", "DSN, false"})
  void othersAreTheKeywordsThatTheDeviceHasNoWordFor(String keyword, boolean matches) {
    Judge judge = judge(rule(new Criterion.EhloKeyword(Set.of(), true), new Action.Mask()));
    assertThat(judge.keyword(Octets.ascii(keyword)).isEmpty()).isEqualTo(!matches);
  }

  @Test
  void anAddressThatIsNoneIsStillLookedAt() {
    Judge judge =
        judge(
            rule(new Criterion.AddressLength(Whose.SENDER, 320), DROP),
            rule(
                new Criterion.AddressForms(Whose.SENDER, Set.of(AddressForm.SPECIAL_CHARACTER)),
                DROP),
            rule(new Criterion.AddressDomain(Whose.SENDER, Set.of("example.net")), DROP));
    assertThat(judge.broken(Whose.SENDER, Octets.ascii("|id")).decisive()).isNotNull();
    assertThat(judge.broken(Whose.SENDER, Octets.ascii("a".repeat(321))).decisive()).isNotNull();
    assertThat(judge.broken(Whose.SENDER, Octets.ascii("a..@example.net")).isEmpty())
        .as("a domain of something that is no address")
        .isTrue();
  }
}
