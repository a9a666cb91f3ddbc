package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.probe.Asking;
import org.mailguard.doctor.probe.Names;
import org.mailguard.doctor.probe.Patience;
import org.mailguard.doctor.probe.Target;
import org.mailguard.doctor.report.Diagnosis;
import org.mailguard.doctor.report.Doctor;
import org.mailguard.doctor.report.TextReport;

/** Real servers and honest proxies, none of which may be blamed. */
@NeedsPeers
class DoctorPeersTest {
  private static final String TEASER =
      """
      postscreen_access_list =
      postscreen_greet_action = enforce
      postscreen_greet_wait = 2s
      postscreen_greet_banner = $smtpd_banner
      """;

  /** Starts a server, and says what the doctor should call it. */
  record Case(String finding, DirectPeersTest.Start start) {}

  static Stream<Case> servers() {
    return Stream.of(
        new Case("server-postfix", Postfix::server),
        new Case("server-exim", Exim::server),
        new Case("server-opensmtpd", OpenSmtpd::server));
  }

  private static Diagnosis diagnose(int port) {
    Patience patience =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ofMillis(20),
            Duration.ofMinutes(3));
    Asking asking = new Asking("client.test", "", patience, List.of(), false, null, null, null);
    Names nobody = Names.by(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
    return new Doctor(nobody, asking, 25, Fingerprints.standard())
        .diagnose(Target.parse("127.0.0.1:" + port).orElseThrow(), Doctor.Progress.NONE);
  }

  private static void assertClean(Diagnosis diagnosis, String finding) {
    assertThat(diagnosis.guilty()).as(TextReport.of(diagnosis, true, false)).isEmpty();
    assertThat(diagnosis.verdict())
        .as(TextReport.of(diagnosis, true, false))
        .isEqualTo(Verdict.CLEAN);
    assertThat(diagnosis.findings()).extracting(Finding::id).contains(finding);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aServerIsNamedAndNotBlamed(Case server) throws Exception {
    try (MailServer running = server.start().server()) {
      assertClean(diagnose(running.port()), server.finding());
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
        PostfixInstance.start(
            Folder.create("postscreen"), "mx20.backend.test", port, TEASER, services)) {
      assertClean(diagnose(port), "greeting-teaser");
    }
  }

  @Test
  void aBalancerThatCopiesOctetsChangesNothing() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("haproxy");
        MailServer behind = Postfix.server()) {
      Path configuration =
          folder.write(
              "haproxy.cfg",
              """
              defaults
                mode tcp
                timeout connect 5s
                timeout client 60s
                timeout server 60s
              listen mail
                bind 127.0.0.1:%d
                server mx 127.0.0.1:%d
              """
                  .formatted(port, behind.port()));
      try (Daemon _ =
          Daemon.start(
              folder.file("output"),
              port,
              List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString()))) {
        assertClean(diagnose(port), "server-postfix");
      }
    }
  }

  /** Its replies are jokes, and its name is full of what a mask leaves. */
  @Test
  void aServerThatJokesIsNotBlamed() throws Exception {
    int port = Daemon.freePort();
    String name = "mx2002.20.test";
    try (Folder folder = Folder.create("chasquid")) {
      Certificate certificate = Certificate.create(folder);
      Path keys = Files.createDirectories(folder.file("certs").resolve(name));
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
              .formatted(name, port, Daemon.freePort(), folder));
      try (Daemon _ =
          Daemon.start(
              folder.file("output"),
              port,
              List.of("/usr/bin/chasquid", "--config_dir=" + folder))) {
        assertClean(diagnose(port), "tls-keywords-inside");
      }
    }
  }

  @Test
  void aProxyThatLogsUsersInIsNamedAndNotBlamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("nginx")) {
      try (Daemon _ = nginx(folder, port)) {
        assertClean(diagnose(port), "nginx-mail");
      }
    }
  }

  private static Daemon nginx(Folder folder, int port) throws IOException {
    Path configuration =
        folder.write(
            "nginx.conf",
            """
            load_module /usr/lib/nginx/modules/ngx_mail_module.so;
            daemon off;
            pid %1$s/pid;
            error_log stderr;
            events {}
            mail {
              server_name mail.backend.test;
              auth_http 127.0.0.1:9/none;
              server {
                listen 127.0.0.1:%2$d;
                protocol smtp;
                smtp_auth plain login;
              }
            }
            """
                .formatted(folder, port));
    return Daemon.start(
        folder.file("output"), port, List.of("/usr/sbin/nginx", "-c", configuration.toString()));
  }
}
