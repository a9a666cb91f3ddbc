package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proxies that change nothing, or what they say they do: the doctor names them. */
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
                .formatted(
                    port, behind, certificate.certificate(), certificate.key(), protocol));
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
        Diagnosed.port(port).isClean("server-postfix");
      }
    }
  }

  @Test
  void aProxyThatLogsUsersInIsNamedAndNotBlamed() throws Exception {
    int port = Daemon.freePort();
    try (Folder folder = Folder.create("nginx")) {
      try (Daemon _ = nginx(folder, port)) {
        Diagnosed.port(port).isClean("nginx-mail");
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
