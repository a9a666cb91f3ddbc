package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;

/** Proxies that change nothing, or what they say they do, and timers: the doctor names them. */
@NeedsPeers
class DoctorProxiesTest {
  /** One way of stunnel to a server: it listens, connects, and perhaps speaks SMTP itself. */
  private static Daemon stunnel(Folder folder, int port, int behind, String protocol)
      throws IOException {
    Certificate certificate = Certificate.create(folder);
    Path configuration =
        folder.write(
            "stunnel.conf",
            """
            foreground = yes
            pid =
            [mail]
            accept = 127.0.0.1:%d
            connect = 127.0.0.1:%d
            cert = %s
            key = %s
            %s
            """
                .formatted(port, behind, certificate.certificate(), certificate.key(), protocol));
    return Daemon.start(
        folder.file("output"), port, List.of("/usr/bin/stunnel4", configuration.toString()));
  }

  @Test
  void aWrapperThatSpeaksBeforeTheServerIsNamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("stunnel");
        MailServer behind = Postfix.server();
        Daemon _ = stunnel(folder, port, behind.port(), "protocol = smtp")) {
      Diagnosed.port(port).isWithoutSuspicion("stunnel-smtp");
    }
  }

  /** Nothing of the wrapper shows there, so the server behind it is named. */
  @Test
  void aWrapperOfAPortThatBeginsWithTlsIsTransparent() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("stunnel");
        MailServer behind = Postfix.server();
        Daemon _ = stunnel(folder, port, behind.port(), "")) {
      Diagnosed.tlsPort(port).isClean("server-postfix");
    }
  }

  private static Daemon haproxy(Folder folder, int port, int behind, int seconds)
      throws IOException {
    Path configuration =
        folder.write(
            "haproxy.cfg",
            """
            defaults
              mode tcp
              timeout connect 5s
              timeout client %1$ds
              timeout server %1$ds
            listen mail
              bind 127.0.0.1:%2$d
              server mx 127.0.0.1:%3$d
            """
                .formatted(seconds, port, behind));
    return Daemon.start(
        folder.file("output"),
        port,
        List.of("/usr/sbin/haproxy", "-db", "-f", configuration.toString()));
  }

  private static Daemon nginx(Folder folder, int port, int seconds) throws IOException {
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
              timeout %3$ds;
              server {
                listen 127.0.0.1:%2$d;
                protocol smtp;
                smtp_auth plain login;
              }
            }
            """
                .formatted(folder, port, seconds));
    return Daemon.start(
        folder.file("output"), port, List.of("/usr/sbin/nginx", "-c", configuration.toString()));
  }

  @Test
  void aBalancerThatCopiesOctetsChangesNothing() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("haproxy");
        MailServer behind = Postfix.server();
        Daemon _ = haproxy(folder, port, behind.port(), 60)) {
      Diagnosed.port(port).isClean("server-postfix");
    }
  }

  @Test
  void aProxyThatLogsUsersInIsNamedAndNotBlamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("nginx");
        Daemon _ = nginx(folder, port, 60)) {
      Diagnosed.port(port).isWithoutSuspicion("nginx-mail");
    }
  }

  /** Its length is in the evidence, and somebody chose it. */
  private static void assertChosen(Diagnosed diagnosed, String finding) {
    diagnosed.isWithoutSuspicion(finding);
    Finding found =
        diagnosed.diagnosis().findings().stream()
            .filter(each -> each.id().equals(finding))
            .findFirst()
            .orElseThrow();
    assertThat(found.nature()).isEqualTo(Nature.CHOICE);
    assertThat(found.evidence())
        .extracting(Evidence::text)
        .anyMatch(text -> text.matches("(?s)after [0-9.]+ s of silence: .*"));
  }

  @Test
  void theTimerOfABalancerIsAChoice() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("haproxy");
        MailServer behind = Postfix.server();
        Daemon _ = haproxy(folder, port, behind.port(), 4)) {
      assertChosen(Diagnosed.quietPort(port), "idle-short");
    }
  }

  @Test
  void theTimerOfAMailProxyIsItsOwn() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("nginx");
        Daemon _ = nginx(folder, port, 4)) {
      assertChosen(Diagnosed.quietPort(port), "idle-nginx");
    }
  }

  @Test
  void theTimerOfAServerIsSaid() throws Exception {
    try (MailServer server = Postfix.server("smtpd_timeout = 4s\n")) {
      assertChosen(Diagnosed.quietPort(server.port()), "idle-said");
    }
  }
}
