package org.mailguard.config;

import static org.assertj.core.api.Assertions.assertThat;

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
            "rules":["access-list all extended permit ip any any"]}],"problems":[],\
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
}
