package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.Signature;
import org.mailguard.inspect.TransferEncoding;
import org.mailguard.policy.Action;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.Rate;
import org.mailguard.policy.Criterion.Whose;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.MapSettings;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Regex;
import org.mailguard.policy.RegexSet;
import org.mailguard.policy.RegexSyntax;
import org.mailguard.policy.ReplyText;
import org.mailguard.policy.Rule;

/** From text to inspection map. */
final class InspectionMapsTest {
  private static final String PUBLISHED =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      regex exe "[.]exe$"
      regex scr "[.]scr$"
      class-map type regex match-any programs
       match regex exe
       match regex scr
      """;

  private static final String IN_USE =
      """
      policy-map global_policy
       class inspection_default
        inspect esmtp edge
      service-policy global_policy global
      """;

  private static final RegexSet EXE = new RegexSet("exe", List.of(regex("[.]exe$")));
  private static final RegexSet PROGRAMS =
      new RegexSet("class programs", List.of(regex("[.]exe$"), regex("[.]scr$")));

  /** A match line and what it is. */
  record Row(String words, Criterion criterion) {
    @Override
    public String toString() {
      return words;
    }
  }

  static Stream<Row> criteria() {
    return Stream.of(
        new Row(
            "connection rate gt 30 per minute by address",
            new Rate(Rate.Counted.CONNECTION, 30, Duration.ofMinutes(1), Rate.Key.ADDRESS)),
        new Row(
            "message rate gt 5 per second by prefix",
            new Rate(Rate.Counted.MESSAGE, 5, Duration.ofSeconds(1), Rate.Key.PREFIX)),
        new Row(
            "recipient rate gt 1000 per hour by class",
            new Rate(Rate.Counted.RECIPIENT, 1000, Duration.ofHours(1), Rate.Key.CLASS)),
        new Row(
            "recipient rate gt 4294967295 per day by class",
            new Rate(Rate.Counted.RECIPIENT, 4_294_967_295L, Duration.ofDays(1), Rate.Key.CLASS)),
        new Row("message count gt 10", new Criterion.MessageCount(10)),
        new Row("cmd line length gt 512", new Criterion.CommandLineLength(512)),
        new Row("cmd verb etrn vrfy", new Criterion.CommandVerb(Set.of("ETRN", "VRFY"), false)),
        new Row("cmd verb xyzzy others", new Criterion.CommandVerb(Set.of("XYZZY"), true)),
        new Row("cmd verb-count noop gt 20", new Criterion.VerbCount("NOOP", 20)),
        new Row("cmd argument mail regex exe", new Criterion.CommandArgument("MAIL", EXE)),
        new Row("cmd RCPT count gt 100", new Criterion.RecipientCount(100)),
        new Row("helo length gt 64", new Criterion.HeloLength(64)),
        new Row("helo regex class programs", new Criterion.HeloRegex(PROGRAMS)),
        new Row(
            "helo form bare-address literal odd single-label",
            new Criterion.HeloForm(EnumSet.allOf(Criterion.HeloForm.Form.class))),
        new Row("ehlo-reply-parameter others", new Criterion.EhloKeyword(Set.of(), true)),
        new Row(
            "ehlo-reply-parameter 8bitmime auth binaryname chunking ecode",
            new Criterion.EhloKeyword(
                Set.of("8BITMIME", "AUTH", "BINARYMIME", "CHUNKING", "ENHANCEDSTATUSCODES"),
                false)),
        new Row("sender-address length gt 320", new Criterion.AddressLength(Whose.SENDER, 320)),
        new Row("sender-address regex exe", new Criterion.AddressRegex(Whose.SENDER, EXE)),
        new Row(
            "sender-address domain .example.net example.com",
            new Criterion.AddressDomain(Whose.SENDER, Set.of(".example.net", "example.com"))),
        new Row(
            "sender-address form null percent",
            new Criterion.AddressForms(
                Whose.SENDER, Set.of(AddressForm.NULL, AddressForm.PERCENT))),
        new Row("recipient-address length gt 64", new Criterion.AddressLength(Whose.RECIPIENT, 64)),
        new Row(
            "recipient-address regex class programs",
            new Criterion.AddressRegex(Whose.RECIPIENT, PROGRAMS)),
        new Row(
            "recipient-address domain example.com",
            new Criterion.AddressDomain(Whose.RECIPIENT, Set.of("example.com"))),
        new Row(
            "recipient-address form source-route",
            new Criterion.AddressForms(Whose.RECIPIENT, Set.of(AddressForm.SOURCE_ROUTE))),
        new Row("invalid-recipients count gt 20", new Criterion.InvalidRecipients(20)),
        new Row("message length gt 10000000", new ContentCriterion.MessageLength(10_000_000)),
        new Row("header length gt 65536", new ContentCriterion.HeaderLength(65_536)),
        new Row("header line length gt 998", new ContentCriterion.HeaderLineLength(998)),
        new Row("header count gt 100", new ContentCriterion.HeaderCount(100)),
        new Row("header to-fields count gt 50", new ContentCriterion.ToFieldsCount(50)),
        new Row("header field x-mailer", new ContentCriterion.HeaderField("x-mailer", null, null)),
        new Row(
            "header field subject value exe",
            new ContentCriterion.HeaderField("subject", null, EXE)),
        new Row(
            "header field regex exe value class programs",
            new ContentCriterion.HeaderField(null, EXE, PROGRAMS)),
        new Row("body length gt 5000000", new ContentCriterion.BodyLength(5_000_000)),
        new Row("body line length gt 998", new ContentCriterion.BodyLineLength(998)),
        new Row("MIME filetype regex exe", new ContentCriterion.MimeFileType(EXE)),
        new Row("MIME filename length gt 255", new ContentCriterion.MimeFileNameLength(255)),
        new Row("MIME filename regex class programs", new ContentCriterion.MimeFileName(PROGRAMS)),
        new Row("MIME extension exe scr", new ContentCriterion.MimeExtension(Set.of("exe", "scr"))),
        new Row(
            "MIME encoding 7bit others",
            new ContentCriterion.MimeEncoding(
                Set.of(TransferEncoding.SEVEN_BIT, TransferEncoding.OTHERS))),
        new Row(
            "MIME content 7z executable nested-archive",
            new ContentCriterion.MimeContent(
                Set.of(Signature.SEVEN_ZIP, Signature.EXECUTABLE), true)),
        new Row("MIME parts gt 100", new ContentCriterion.MimeParts(100)),
        new Row("MIME depth gt 10", new ContentCriterion.MimeDepth(10)),
        new Row(
            "MIME anomaly any",
            new ContentCriterion.MimeAnomaly(EnumSet.allOf(ContentAnomaly.class))),
        new Row(
            "MIME anomaly names-differ unclosed-quote",
            new ContentCriterion.MimeAnomaly(
                Set.of(ContentAnomaly.NAMES_DIFFER, ContentAnomaly.UNCLOSED_QUOTE))));
  }

  @ParameterizedTest
  @MethodSource("criteria")
  void aMatchLineIsACriterion(Row row) throws ConfigException {
    String words = row.words();
    Criterion criterion = row.criterion();
    EsmtpMap map =
        edge(
            "match "
                + words
                + "\n log\nmatch not "
                + words
                    .toUpperCase(Locale.ROOT)
                    .replace("REGEX EXE", "REGEX exe")
                    .replace("VALUE EXE", "VALUE exe")
                    .replace("PROGRAMS", "programs")
                + "\n reset");

    assertThat(map)
        .isEqualTo(
            new EsmtpMap(
                "edge",
                MapSettings.DEFAULT,
                List.of(
                    new Rule(1, "edge", words, criterion, false, new Action.Log(), true, false),
                    new Rule(
                        2,
                        "edge",
                        "not " + words,
                        criterion,
                        true,
                        new Action.Reset(),
                        false,
                        false))));
  }

  @Test
  void everyKindOfCriterionIsInTheTable() {
    Set<Class<?>> written = new HashSet<>();
    criteria().forEach(row -> written.add(row.criterion().getClass()));

    List<Class<?>> all = new ArrayList<>(kinds(Criterion.class));
    // That of a parameter.
    all.remove(Criterion.MailRelay.class);
    assertThat(all).hasSizeGreaterThan(25);
    assertThat(written).containsAll(all);
  }

  private static List<Class<?>> kinds(Class<?> sealed) {
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> kind : sealed.getPermittedSubclasses()) {
      if (kind.isInterface()) {
        kinds.addAll(kinds(kind));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail-relay example.com action refuse log 551 5.7.1 Not  ours",
        "special-character action refuse log 551 5.7.1 Not  ours"
      })
  void aParameterThatRefusesMayHaveWords(String line) throws ConfigException {
    assertThat(edge("parameters\n" + line).rules())
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.action())
              .isEqualTo(new Action.Refuse(new ReplyText(551, "5.7.1", "Not  ours")));
          assertThat(rule.log()).isTrue();
        });
  }

  static Stream<Arguments> actions() {
    return Stream.of(
        Arguments.of("drop-connection", new Action.Drop(), false, false),
        Arguments.of("drop-connection log", new Action.Drop(), true, false),
        Arguments.of("reset log", new Action.Reset(), true, false),
        Arguments.of("mask", new Action.Mask(), false, false),
        Arguments.of("mask log", new Action.Mask(), true, false),
        Arguments.of("log", new Action.Log(), true, false),
        Arguments.of("rate-limit 5", new Action.RateLimit(5, false), false, false),
        Arguments.of("rate-limit 5; log", new Action.RateLimit(5, false), true, false),
        Arguments.of("mask; rate-limit 5", new Action.RateLimit(5, true), false, false),
        Arguments.of("rate-limit 5; mask log", new Action.RateLimit(5, true), true, false),
        Arguments.of(
            "rate-limit 5 451 4.7.1 Ask less often; log",
            new Action.RateLimit(5, false, new ReplyText(451, "4.7.1", "Ask less often")),
            true,
            false),
        Arguments.of("refuse", new Action.Refuse(null), false, false),
        Arguments.of(
            "refuse log 451 4.7.1 Come back later",
            new Action.Refuse(new ReplyText(451, "4.7.1", "Come back later")),
            true,
            false),
        Arguments.of("allow", new Action.Allow(), false, false),
        Arguments.of("drop-connection; monitor", new Action.Drop(), false, true));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void linesBelowItAreAnAction(String lines, Action action, boolean log, boolean observed)
      throws ConfigException {
    EsmtpMap map = edge("match cmd verb vrfy\n" + lines.replace("; ", "\n"));

    assertThat(map.rules())
        .containsExactly(
            new Rule(
                1,
                "edge",
                "cmd verb vrfy",
                new Criterion.CommandVerb(Set.of("VRFY"), false),
                false,
                action,
                log,
                observed));
  }

  @Test
  void whatIsStripped() throws ConfigException {
    EsmtpMap map = edge("match MIME extension exe\n strip log");

    assertThat(map.rules().getFirst().action()).isEqualTo(new Action.Strip());
    assertThat(map.rules().getFirst().log()).isTrue();
  }

  @Test
  void aLaterLineOnTheSameGoesOnBelowTheEarlier() throws ConfigException {
    EsmtpMap map =
        edge(
            """
            match cmd RCPT count gt 40
             log
            match body length gt 9
             reset
            match cmd rcpt count gt 40
             drop-connection
            """);

    assertThat(map.rules()).hasSize(2);
    assertThat(map.rules().getFirst().action()).isEqualTo(new Action.Drop());
  }

  @Test
  void noTakesARuleOrItsActionAway() throws ConfigException {
    EsmtpMap map =
        edge(
            """
            match cmd RCPT count gt 40
             log
            match body length gt 9
             reset
            no match cmd RCPT count gt 40
            match body length gt 9
             no reset
             refuse
            """);

    assertThat(map.rules()).hasSize(1);
    assertThat(map.rules().getFirst().number()).isEqualTo(1);
    assertThat(map.rules().getFirst().action()).isEqualTo(new Action.Refuse(null));
  }

  @Test
  void thePolicyHasTheMapAndTheClass() throws ConfigException {
    Policy policy = policy("policy-map type inspect esmtp edge\nmatch body length gt 9\nlog\n");

    assertThat(policy.name()).isEqualTo("edge");
    assertThat(policy.trafficClass()).isEqualTo("inspection_default");
    assertThat(policy.appearance()).isEqualTo(Appearance.HONEST);
  }

  static Stream<Arguments> parameters() {
    MapSettings plain = MapSettings.DEFAULT;
    return Stream.of(
        Arguments.of("mask-banner; allow-tls; bare-newline reject", plain),
        Arguments.of(
            "no mask-banner",
            new MapSettings(false, plain.tls(), plain.bareNewline(), Set.of(), Map.of(), 0)),
        Arguments.of("allow-tls action log", with(MapSettings.Tls.LOG, plain.bareNewline())),
        Arguments.of("no allow-tls", with(MapSettings.Tls.HIDE, plain.bareNewline())),
        Arguments.of("no allow-tls; allow-tls", plain),
        Arguments.of(
            "bare-newline normalize", with(plain.tls(), MapSettings.BareNewline.NORMALIZE)),
        Arguments.of("bare-newline log", with(plain.tls(), MapSettings.BareNewline.LOG)),
        Arguments.of("bare-newline log; no bare-newline", plain),
        Arguments.of(
            "auth-mechanisms plain login; reply-code vrfy 250 252; reply-code xyzzy 211;"
                + " minimum-data-rate 100",
            new MapSettings(
                true,
                plain.tls(),
                plain.bareNewline(),
                Set.of("PLAIN", "LOGIN"),
                Map.of("VRFY", Set.of(250, 252), "XYZZY", Set.of(211)),
                100)));
  }

  private static MapSettings with(MapSettings.Tls tls, MapSettings.BareNewline bareNewline) {
    return new MapSettings(true, tls, bareNewline, Set.of(), Map.of(), 0);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void parametersAreSettings(String lines, MapSettings settings) throws ConfigException {
    EsmtpMap map = edge("parameters\n" + lines.replace("; ", "\n"));

    assertThat(map).isEqualTo(new EsmtpMap("edge", settings, List.of()));
  }

  @Test
  void someParametersAreRules() throws ConfigException {
    EsmtpMap map =
        edge(
            """
            match body length gt 9
             reset
            parameters
             mail-relay example.com action refuse log
             mail-relay example.net action refuse log
             special-character action drop-connection
            """);

    Criterion.MailRelay relay = new Criterion.MailRelay(Set.of("example.com", "example.net"));
    String special = "special-character: Special character in address";
    assertThat(map.rules())
        .startsWith(
            new Rule(
                0,
                "edge",
                "mail-relay: No Mail Relay allowed",
                relay,
                false,
                new Action.Refuse(null),
                true,
                false),
            parameter(special, specialCharacter(Whose.SENDER)),
            parameter(special, specialCharacter(Whose.RECIPIENT)))
        .hasSize(4);
    assertThat(map.rules().getFirst().isParameter()).isTrue();
  }

  private static Rule parameter(String text, Criterion criterion) {
    return new Rule(0, "edge", text, criterion, false, new Action.Drop(), false, false);
  }

  private static Criterion specialCharacter(Whose whose) {
    return new Criterion.AddressForms(whose, Set.of(AddressForm.SPECIAL_CHARACTER));
  }

  @Test
  void noTakesParametersAway() throws ConfigException {
    assertThat(
            edge(
                """
                parameters
                 mail-relay example.com action log
                 mail-relay example.net action log
                 no mail-relay
                 special-character action log
                 no special-character
                """))
        .isEqualTo(new EsmtpMap("edge", MapSettings.DEFAULT, List.of()));
    assertThat(
            edge("parameters\n no mask-banner\n monitor\nno parameters\n").settings().maskBanner())
        .isTrue();
  }

  /** The device prints them whether or not there is anything to take away. */
  @Test
  void theDefaultsThatTheDevicePrintsAreUsed() throws ConfigException {
    String map =
        """
        policy-map type inspect esmtp edge
         parameters
          mask-banner
          no mail-relay
          no special-character
         match cmd line length gt 512
          drop-connection log
        """;

    assertThat(ConfigParser.parse("x", PUBLISHED + map + IN_USE).orElseThrow().lines())
        .filteredOn(line -> line.text().strip().startsWith("no "))
        .extracting(LineUse::use)
        .containsOnly(LineUse.Use.USED);
  }

  @Test
  void anUnmaskedBannerLeavesTheGreeting() throws ConfigException {
    Policy policy = policy("policy-map type inspect esmtp edge\nparameters\nno mask-banner\n");

    assertThat(policy.appearance().greeting()).isEqualTo(Appearance.Greeting.UNTOUCHED);
  }

  @Test
  void monitorMakesRulesObserve() throws ConfigException {
    String rules = "match body length gt 9\n reset\nmatch body length gt 8\n log\n";

    EsmtpMap plain = edge(rules);
    assertThat(edge(rules + "parameters\n monitor\n")).isEqualTo(plain.observed());
    assertThat(edge(rules + "monitor all\n")).isEqualTo(plain.observed());
    assertThat(plain.rules()).noneMatch(Rule::observed);
    assertThat(plain.observed().rules()).allMatch(Rule::observed);
    assertThat(plain.observed().settings().observed()).isTrue();
  }

  @Test
  void allOfTheUsualMapCanBeObserved() throws ConfigException {
    Policy policy =
        ConfigParser.parse("x", PUBLISHED + "monitor all\n")
            .orElseThrow()
            .publications()
            .getFirst()
            .policy();

    assertThat(policy)
        .isEqualTo(Policy.MAILGUARD_DEFAULT.withMap(EsmtpMap.MAILGUARD_DEFAULT.observed()));
  }

  @Test
  void theUsualMapIsWhatItsTextSays() {
    assertThat(InspectionMaps.read("mailguard_default")).isEqualTo(EsmtpMap.MAILGUARD_DEFAULT);
    assertThat(Policy.MAILGUARD_DEFAULT.map()).isEqualTo(EsmtpMap.MAILGUARD_DEFAULT);
  }

  @Test
  void theMapOfTheDeviceIsBuiltIn() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse("x", PUBLISHED + IN_USE.replace("edge", "_default_esmtp_map"))
            .orElseThrow();

    EsmtpMap map = configuration.publications().getFirst().policy().map();
    assertThat(map.name()).isEqualTo("_default_esmtp_map");
    assertThat(map.settings().tls()).isEqualTo(MapSettings.Tls.HIDE);
    assertThat(map.rules())
        .extracting(Rule::toString)
        .containsExactly(
            "_default_esmtp_map 1 cmd line length gt 512",
            "_default_esmtp_map 2 cmd RCPT count gt 100",
            "_default_esmtp_map 3 body line length gt 998",
            "_default_esmtp_map 4 header line length gt 998",
            "_default_esmtp_map 5 sender-address length gt 320",
            "_default_esmtp_map 6 MIME filename length gt 255",
            "_default_esmtp_map 7 ehlo-reply-parameter others",
            "_default_esmtp_map 8 cmd verb saml send soml");
    assertThat(configuration.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "STARTTLS is hidden: mail comes in clear, and mail of senders that insist on TLS"
                + " stops");
  }

  @Test
  void anOwnMapTakesThePlaceOfABuiltInOne() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "x",
                PUBLISHED
                    + "policy-map type inspect esmtp mailguard_default\n"
                    + " match body length gt 9\n  reset\n")
            .orElseThrow();

    assertThat(configuration.publications().getFirst().policy().map().rules()).hasSize(1);
    assertThat(configuration.warnings())
        .extracting(Problem::message)
        .containsExactly("takes the place of the built-in map mailguard_default everywhere");
    assertThat(configuration.lines()).noneMatch(line -> line.reason().contains("inspect"));
  }

  @Test
  void aMapThatNobodyNamesIsReported() throws ConfigException {
    Configuration configuration =
        ConfigParser.parse(
                "x",
                PUBLISHED
                    + "policy-map type inspect esmtp edge\n match MIME filename regex exe\n"
                    + "  log\n")
            .orElseThrow();

    assertThat(configuration.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "the map edge is not in use; to use it: inspect esmtp edge, below a class");
    assertThat(configuration.lines())
        .filteredOn(line -> line.reason().equals("no inspect line in use names the map"))
        .hasSize(3);
    assertThat(configuration.lines())
        .filteredOn(line -> line.reason().equals("no map in use names it"))
        .hasSize(5);
  }

  @Test
  void shieldsStandBetweenParametersAndRules() {
    Shields shields = new Shields(name -> Optional.ofNullable(SHIELDS.get(name)));
    Problems problems = new Problems();
    var root =
        ConfigParser.tree(
            """
            policy-map type inspect esmtp edge
             match body length gt 9
              reset
             shield two monitor
             shield one
             parameters
              no allow-tls
              mail-relay example.com action log
            """,
            problems);
    EsmtpMap map =
        new MapBuilder(
                root.all(MapSetting.InspectionMap.class).getFirst(),
                new Expressions(root, problems),
                shields,
                problems)
            .build();

    assertThat(problems.hasErrors()).isFalse();
    assertThat(map.rules())
        .extracting(rule -> rule + (rule.observed() ? " monitored" : ""))
        .containsExactly(
            "edge mail-relay: No Mail Relay allowed",
            "shield two 1 helo length gt 9 monitored",
            "shield one 1 helo regex x",
            "edge 1 body length gt 9");
  }

  private static final Map<String, String> SHIELDS =
      Map.of(
          "/shields/index.txt", "one\ntwo\n",
          "/shields/one.conf",
              """
              : What it is for.
              regex x "x"
              policy-map type inspect esmtp one
               match helo regex x
                refuse
              """,
          "/shields/two.conf",
              """
              policy-map type inspect esmtp two
               match helo length gt 9
                drop-connection
              """);

  private static EsmtpMap edge(String lines) throws ConfigException {
    return policy("policy-map type inspect esmtp edge\n" + lines + "\n").map();
  }

  private static Policy policy(String lines) throws ConfigException {
    return ConfigParser.parse("x", PUBLISHED + lines + IN_USE)
        .orElseThrow()
        .publications()
        .getFirst()
        .policy();
  }

  private static Regex regex(String text) {
    try {
      return Regex.of(text);
    } catch (RegexSyntax e) {
      throw new AssertionError(e);
    }
  }
}
