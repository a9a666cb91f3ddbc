package org.mailguard.peers;

import java.util.List;
import java.util.Set;
import org.mailguard.policy.Laboratory.Defect;

/**
 * What a reader types to see a symptom, with a box of the laboratory on port 2525 before a server
 * of his own.
 *
 * @param profile the box
 * @param defects that it needs
 * @param line for a shell
 * @param shows texts that the line prints, in this order
 */
record SymptomTry(SymptomProfile profile, Set<Defect> defects, String line, List<String> shows) {
  /** The port of the lines. */
  static final String PORT = "2525";

  private static final String TO = "swaks --server 127.0.0.1:2525 -f a@sender.test ";

  static SymptomTry of(Symptom symptom) {
    return switch (symptom) {
      case NO_MAIL_FROM_THE_INTERNET ->
          plain(
              SymptomProfile.P40, TO + "-t u@example.test", "-> EHLO", "250 OK", "-> MAIL", "503");
      case NO_ATTACHMENTS_OUT ->
          plain(
              SymptomProfile.A72,
              TO
                  + "-t u@example.test --attach-type application/octet-stream --attach-name \"$(printf 'r%.0s' {1..252}).bin\" --attach x",
              "354",
              "Remote host closed connection");
      case TELNET ->
          with(
              Defect.SEGMENTS,
              SymptomProfile.P51,
              "for key in H E L O ' ' a $'\\n'; do printf %s \"$key\"; sleep 0.3; done | telnet 127.0.0.1 2525",
              "220",
              "500");
      case EHLO ->
          plain(
              SymptomProfile.P51,
              typed("EHLO a.test", "goodmorning", "QUIT"),
              "220",
              "500",
              "500",
              "221");
      case CERTAIN_DOMAINS ->
          plain(SymptomProfile.A72, TO + "-t u@example.test --tls", "did not advertise STARTTLS");
      case POP_DOES_NOT_HELP ->
          plain(
              SymptomProfile.P51,
              TO + "-t bob@outside.test --auth-user alice --auth-password secret",
              "authentication");
      case OUTLOOK -> plain(SymptomProfile.P51, TO + "-t bob@outside.test", "-> RCPT", "550");
      case FIVE_OR_SIX_TIMES, DUPLICATES ->
          with(
              Defect.SPLIT_MARK,
              SymptomProfile.P51,
              "exec 3<>/dev/tcp/127.0.0.1/2525; for part in 'HELO a.test\\r\\n' 'MAIL FROM:<a@sender.test>\\r\\n'"
                  + " 'RCPT TO:<u@example.test>\\r\\n' 'DATA\\r\\n' 'Subject: twice\\r\\n\\r\\ntext\\r'"
                  + " '\\n.\\r\\n'; do printf \"$part\" >&3; sleep 0.5; done; timeout 1 cat <&3",
              "220",
              "250",
              "250",
              "250",
              "354");
      case EIGHT_BIT_MIME ->
          plain(SymptomProfile.P51, TO + "-t u@example.test --quit-after EHLO", "-> EHLO", "500");
      case MANGLED_ATTACHMENTS ->
          with(
              Defect.NOOP,
              SymptomProfile.P42,
              typed(
                  "HELO a.test",
                  "NOOP",
                  "MAIL FROM:<a@sender.test>",
                  "RCPT TO:<u@example.test>",
                  "DATA",
                  "Subject: x\\n\\nUEsDBBQAAAAIAGx4",
                  ".",
                  "QUIT"),
              "354",
              "250");
      case LINK_STATE_ROUTING, LINK_STATE_VERB ->
          plain(
              SymptomProfile.P51,
              typed("HELO a.test", "X-LINK2STATE LAST CHUNK={00000004} LINK", "QUIT"),
              "220",
              "250",
              "500",
              "221");
      case ROUTING_GROUP_CONNECTOR ->
          plain(SymptomProfile.A72, typed("EHLO a.test", "X-EXPS GSSAPI", "QUIT"), "250-XX", "500");
    };
  }

  private static SymptomTry plain(SymptomProfile profile, String line, String... shows) {
    return new SymptomTry(profile, Set.of(), line, List.of(shows));
  }

  private static SymptomTry with(
      Defect defect, SymptomProfile profile, String line, String... shows) {
    return new SymptomTry(profile, Set.of(defect), line, List.of(shows));
  }

  private static String typed(String... lines) {
    return "for line in "
        + String.join(" ", List.of(lines).stream().map(line -> "'" + line + "'").toList())
        + "; do printf \"$line\\n\"; sleep 0.5; done | telnet 127.0.0.1 2525";
  }

  /** The command that puts the box before a server. */
  String box(String server) {
    StringBuilder command = new StringBuilder("./mailguard lab " + profile.title());
    for (Defect defect : defects) {
      command.append(" --defect ").append(defect.word());
    }
    return command + " --server " + server + " --listen " + PORT;
  }
}
