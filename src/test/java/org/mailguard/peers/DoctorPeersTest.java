package org.mailguard.peers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real servers with nothing before them, none of which may be blamed. Haraka is in no Debian
 * package and is played from what it said, in the boxes.
 */
@NeedsPeers
class DoctorPeersTest {
  private static final String TEASER =
      """
      postscreen_access_list =
      postscreen_greet_action = enforce
      postscreen_greet_wait = 2s
      postscreen_greet_banner = $smtpd_banner
      """;

  /** Digits and dots are what some boxes leave of a greeting. */
  private static final String NAME = "mail2020.example0202.org";

  /** Starts a server, and says what the doctor should call it. */
  record Case(String finding, DirectPeersTest.Start start) {}

  static Stream<Case> servers() {
    return Stream.of(
        new Case("server-postfix", () -> Postfix.server("myhostname = " + NAME)),
        new Case("server-exim", () -> Exim.server(NAME)),
        new Case("server-opensmtpd", () -> OpenSmtpd.server(NAME)));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aServerIsNamedAndNotBlamed(Case server) throws Exception {
    try (MailServer running = server.start().server()) {
      Diagnosed.port(running.port()).isClean(server.finding());
    }
  }

  @Test
  void postscreenIsTheReceiversChoice() throws Exception {
    int port = Daemon.freePort();
    String services =
        """
        127.0.0.1:%d inet n - n - 1 postscreen
        smtpd pass - - n - - smtpd
        dnsblog unix - - n - 0 dnsblog
        tlsproxy unix - - n - 0 tlsproxy
        """
            .formatted(port);
    try (PostfixInstance _ =
        PostfixInstance.start(Folder.create("postscreen"), NAME, port, TEASER, services)) {
      Diagnosed.port(port).isClean("greeting-teaser");
    }
  }

  /** Its replies are jokes. */
  @Test
  void aServerThatJokesIsNotBlamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("chasquid")) {
      Certificate certificate = Certificate.create(folder);
      Path keys = Files.createDirectories(folder.file("certs").resolve(NAME));
      Files.copy(certificate.certificate(), keys.resolve("fullchain.pem"));
      Files.copy(certificate.key(), keys.resolve("privkey.pem"));
      Files.createDirectories(folder.file("domains").resolve("example.test"));
      folder.write(
          "chasquid.conf",
          """
          hostname: "%1$s"
          smtp_address: "127.0.0.1:%2$d"
          submission_address: "127.0.0.1:%3$d"
          data_dir: "%4$s/data"
          mail_log_path: "<stdout>"
          """
              .formatted(NAME, port, Daemon.freePort(), folder));
      try (Daemon _ =
          Daemon.start(
              folder.file("output"),
              port,
              List.of("/usr/bin/chasquid", "--config_dir=" + folder))) {
        Diagnosed.port(port).isWithoutSuspicion("server-chasquid");
      }
    }
  }

  /** It ends the session after four commands that it does not know. */
  @Test
  void aServerThatHangsUpOnStrangersIsNotBlamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("qpsmtpd")) {
      folder.folderOf("nobody", "spool");
      Path settings = Files.createDirectories(folder.file("config"));
      folder.write("config/me", NAME + "\n");
      folder.write("config/rcpthosts", "example.test\n");
      folder.write("config/plugins", "count_unrecognized_commands\nrcpt_ok\n");
      folder.write("config/plugin_dirs", "/usr/share/qpsmtpd/plugins\n");
      folder.write("config/spool_dir", folder.file("spool") + "\n");
      try (Daemon _ =
          Daemon.start(
              folder.file("output"),
              port,
              List.of(
                  "/usr/bin/env",
                  "QPSMTPD_CONFIG=" + settings,
                  "/usr/bin/qpsmtpd-forkserver",
                  "-H",
                  "-u",
                  "nobody",
                  "-l",
                  "127.0.0.1",
                  "-p",
                  Integer.toString(port)))) {
        Diagnosed.port(port).isWithoutSuspicion("server-qpsmtpd");
      }
    }
  }

  @Test
  void aServerInJavaIsNotBlamed() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    try {
      server.start();
      Diagnosed.port(server.getSmtp().getPort()).isWithoutSuspicion("server-greenmail");
    } finally {
      server.stop();
    }
  }
}
