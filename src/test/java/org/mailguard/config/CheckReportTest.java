package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The text for people is in the sample files; here is the form for programs. */
final class CheckReportTest {

  @Test
  void jsonOfAGoodOne() {
    String text =
        """
        static (inside,outside) tcp interface 2525 mail.example 25
        access-list all permit ip any any
        access-group all in interface outside
        """;

    assertThat(new CheckReport("a.conf", ConfigParser.parse("a.conf", text)).json())
        .isEqualTo(
            """
            {"file":"a.conf","accepted":true,"hostname":null,"maxSessions":5000,"maxSessionsPerAddress":100,\
            "publications":[{"listenAddress":null,"listenPort":2525,"serverHost":"mail.example","serverPort":25,\
            "policy":"mailguard_default","inspection":"full","appearance":"honest","accessList":"all",\
            "clientInterface":"outside","serverInterface":"inside","maxConnections":0,"maxEmbryonic":0,\
            "rules":["access-list all extended permit ip any any"],\
            "classes":[{"class":null,"accessList":null,"policy":"mailguard_default"}]}],\
            "maps":[{"name":"mailguard_default","parameters":[],"shields":[],\
            "rules":[{"phase":"header","origin":"mailguard_default","number":1,\
            "match":"header line length gt 998","action":"log","observed":false}]}],"problems":[],\
            "lines":[{"line":1,"use":"used","reason":"","text":"static (inside,outside) tcp interface 2525 mail.example 25"},\
            {"line":2,"use":"used","reason":"","text":"access-list all permit ip any any"},\
            {"line":3,"use":"used","reason":"","text":"access-group all in interface outside"}]}\
            """);
  }

  @Test
  void jsonOfABadOneIsEscaped() {
    assertThat(new CheckReport("b\\.conf", ConfigParser.parse("b", "hostnam\t\"ü\"\n")).json())
        .isEqualTo(
            """
            {"file":"b\\\\.conf","accepted":false,"problems":[{"kind":"error","line":1,"column":9,\
            "message":"\\"\\"ü\\"\\" does not fit here","expected":"<name> (a host name)","nearest":"",\
            "quoted":"hostnam\\u0009\\"ü\\""}],\
            "lines":[{"line":1,"use":"unknown","reason":"","text":"hostnam\\u0009\\"ü\\""}]}\
            """);
  }

  private static String report(String text) {
    return new CheckReport("c.conf", ConfigParser.parse("c.conf", text)).text();
  }

  private static final String SERVER =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list all permit ip any any
      access-group all in interface outside
      """;

  @Test
  void rulesStandInTheOrderInWhichTheyAreAsked() {
    String text =
        SERVER
            + """
            policy-map type inspect esmtp edge
             parameters
              mask-banner
              no allow-tls
              mail-relay example.com action refuse log
             shield smtp-smuggling-2023-12
             shield exim-2019-06 monitor
             match body length gt 10
              refuse
             match recipient-address domain example.net
              reset log
             match not cmd verb vrfy expn
              rate-limit 5
              log
              monitor
            policy-map p
             class class-default
              inspect esmtp edge
            service-policy p global
            """;

    assertThat(report(text))
        .endsWith(
            """

            policy of every address port 25
              class class-default: inspect esmtp edge
                parameters      no allow-tls
                shields         smtp-smuggling-2023-12, exim-2019-06 monitor
                command         3 match not cmd verb expn vrfy: rate-limit 5, log, only observed
                sender          shield exim-2019-06 1 match sender-address regex exim_expansion: refuse log, only observed
                recipient       mail-relay example.com: refuse log
                                shield exim-2019-06 2 match recipient-address regex exim_expansion: refuse log, only observed
                                2 match recipient-address domain example.net: reset log
                body            1 match body length gt 10: refuse
            """);
  }

  @Test
  void theExampleOfTheReferenceIsReal() {
    String text =
        SERVER
            + """
            access-list printers permit tcp 10.20.0.0 255.255.0.0 any eq smtp
            class-map printers
             match access-list printers
            policy-map type inspect esmtp old_devices
             parameters
              bare-newline normalize
             match cmd RCPT count gt 5
              refuse log
             match not sender-address domain example.com
              refuse log
            policy-map type inspect esmtp edge
             parameters
              no allow-tls
             shield exim-2019-06 monitor
             match header line length gt 998
              log
            policy-map p
             class printers
              inspect esmtp old_devices
             class inspection_default
              inspect esmtp edge
            service-policy p global
            """;
    String report = report(text);

    assertThat(Path.of("docs/reference/check.md"))
        .content()
        .contains("```\n" + report.substring(report.indexOf("policy of")) + "```\n");
  }

  @Test
  void portsWithTheSameClassesStandTogether() {
    StringBuilder text = new StringBuilder(SERVER.replace("interface smtp", "192.0.2.1 smtp"));
    for (int i = 2; i < 8; i++) {
      text.append(
          "static (inside,outside) tcp 192.0.2.%d smtp 10.0.0.%d smtp\n".formatted(i, i + 5));
    }

    assertThat(report(text.toString()))
        .containsOnlyOnce("inspect esmtp mailguard_default")
        .contains(
            "policy of 192.0.2.1 port 25, 192.0.2.2 port 25, 192.0.2.3 port 25, 192.0.2.4 port 25, and 3 more\n");
  }

  @Test
  void monitorAllShowsInEachMap() {
    assertThat(report(SERVER + "monitor all\n"))
        .endsWith(
            """
              inspect esmtp mailguard_default
                parameters      monitor
                header          1 match header line length gt 998: log, only observed
            """);
  }

  @Test
  void lineWithAnErrorIsNotAmongThoseWithout() {
    String text =
        SERVER
            + """
            policy-map type inspect esmtp edge
             match body length gt 10
              mask
            terminal width 80
            aaa new-model
            """;

    assertThat(report(text))
        .contains("c.conf:6:3: error: mask does not go with")
        .endsWith(
            """
            c.conf is refused

            without an error: 6 lines
                  1  static (inside,outside) tcp interface smtp 10.0.0.5 smtp
                  2  access-list all permit ip any any
                  3  access-group all in interface outside
                  4  policy-map type inspect esmtp edge
                  5   match body length gt 10
                  7  terminal width 80

            not used: 1 line
              log-in through the device, and its management by other ways than a console
                    8  aaa new-model
            """);
  }

  @Test
  void jsonSaysWhichLineHasAnError() {
    String text = "policy-map p\n class nobody\n  inspect esmtp\nservice-policy p global\n";

    assertThat(new CheckReport("d", ConfigParser.parse("d", text)).json())
        .contains("{\"line\":1,\"use\":\"used\",")
        .contains("{\"line\":2,\"use\":\"unknown\",");
  }

  @Test
  void halfOpenConnectionsAreAmongTheBounds() {
    assertThat(report(SERVER.replace("10.0.0.5 smtp", "10.0.0.5 smtp 50 7")))
        .contains(
            "carries to 10.0.0.5:25, at most 50 sessions, at most 7 whose server has not answered yet\n");
  }
}
