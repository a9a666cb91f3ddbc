package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines of docs/symptoms.md, as a reader types them, against the stand-in for Exchange. */
@NeedsPeers
class SymptomLinesTest {

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void showsTheSymptom(Symptom symptom) throws IOException {
    SymptomTry way = SymptomTry.of(symptom);
    boolean insists = symptom == Symptom.NO_MAIL_FROM_THE_INTERNET;
    try (FakeExchange server = insists ? FakeExchange.start() : FakeExchange.withoutHello();
        MailPath.Open box = way.profile().path(way.defects()).open(server.port())) {
      String line =
          way.line()
              .replace("127.0.0.1:" + SymptomTry.PORT, "127.0.0.1:" + box.port())
              .replace("127.0.0.1 " + SymptomTry.PORT, "127.0.0.1 " + box.port())
              .replace("127.0.0.1/" + SymptomTry.PORT, "127.0.0.1/" + box.port());
      Program run = Program.run("bash", "-c", line);
      int at = 0;
      for (String text : way.shows()) {
        int found = run.output().indexOf(text, at);
        assertThat(found)
            .as("%s behind %s; server heard %s:%n%s", text, at, server.lines(), run.output())
            .isNotNegative();
        at = found + text.length();
      }
      afterwards(symptom, server);
    }
  }

  private static void afterwards(Symptom symptom, FakeExchange server) {
    switch (symptom) {
      case FIVE_OR_SIX_TIMES, DUPLICATES ->
          assertThat(server.messages()).as("it has the message; the line says nothing").hasSize(1);
      case MANGLED_ATTACHMENTS ->
          assertThat(server.messages().getFirst().mail().content()).contains("XXXX");
      case TELNET -> assertThat(server.lines()).containsExactly("XXXXXX", "(lost)");
      default -> {}
    }
  }
}
