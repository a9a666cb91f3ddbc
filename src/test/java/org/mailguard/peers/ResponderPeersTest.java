package org.mailguard.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.ends.Responder;
import org.mailguard.doctor.ends.TwoEnds;

/** Real proxies between the two ends of a diagnosis: what they do is told, and nobody is blamed. */
@NeedsPeers
class ResponderPeersTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Fingerprints CATALOGUE = Fingerprints.of(List.of("two-ended"));

  private Responder responder;
  private int port;

  @BeforeEach
  void start() throws IOException {
    responder = Responder.start(new InetSocketAddress(LOOPBACK, 0), _ -> {}, _ -> {});
    port = Daemon.freePort();
  }

  @AfterEach
  void stop() throws IOException {
    responder.close();
  }

  private List<Finding> findings() {
    TwoEnds ends = new TwoEnds(new InetSocketAddress(LOOPBACK, port), 10_000, 5, _ -> {});
    ends.run();
    assertThat(ends.isComplete()).as("%s", ends.seen()).isTrue();
    return CATALOGUE.match(ends.seen());
  }

  @Test
  void haproxyChangesNothing() throws Exception {
    try (Folder folder = Folder.create("haproxy")) {
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
                  .formatted(port, responder.address().getPort()));
      try (Daemon _ = started(folder, "/usr/sbin/haproxy", "-db", "-f", configuration.toString())) {
        assertThat(findings()).isEmpty();
      }
    }
  }

  /** It answers itself until it has seen a recipient, and offers a list of its own. */
  @Test
  void nginxSpeaksForTheServer() throws Exception {
    HttpServer whereTo = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    whereTo.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Auth-Status", "OK");
          exchange.getResponseHeaders().add("Auth-Server", "127.0.0.1");
          exchange
              .getResponseHeaders()
              .add("Auth-Port", Integer.toString(responder.address().getPort()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    whereTo.start();
    try (Folder folder = Folder.create("nginx")) {
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
                auth_http 127.0.0.1:%3$d/;
                smtp_capabilities 8BITMIME "SIZE 100000";
                server {
                  listen 127.0.0.1:%2$d;
                  protocol smtp;
                  smtp_auth none;
                  xclient off;
                }
              }
              """
                  .formatted(folder, port, whereTo.getAddress().getPort()));
      try (Daemon _ = started(folder, "/usr/sbin/nginx", "-c", configuration.toString())) {
        List<Finding> findings = findings();
        assertThat(findings).extracting(Finding::id).contains("path-proxy", "path-answers-itself");
        assertThat(Judgement.guilty(findings))
            .extracting(Finding::id)
            .containsExactly("path-starttls");
      }
    } finally {
      whereTo.stop(0);
    }
  }

  /** It ends TLS in front of the server, and its key is another than the responder's. */
  @Test
  void stunnelEndsTls() throws Exception {
    try (Folder folder = Folder.create("stunnel")) {
      Certificate certificate = Certificate.create(folder);
      Path configuration =
          folder.write(
              "stunnel.conf",
              """
              foreground = yes
              pid =
              [smtp]
              accept = 127.0.0.1:%d
              connect = 127.0.0.1:%d
              protocol = smtp
              cert = %s
              key = %s
              """
                  .formatted(
                      port,
                      responder.address().getPort(),
                      certificate.certificate(),
                      certificate.key()));
      try (Daemon _ = started(folder, "/usr/bin/stunnel4", configuration.toString())) {
        List<Finding> findings = findings();
        assertThat(findings).extracting(Finding::id).contains("path-tls", "path-wants-tls");
        assertThat(findings).noneMatch(it -> it.nature() == Nature.INTERFERENCE);
      }
    }
  }

  private Daemon started(Folder folder, String... command) throws IOException {
    return Daemon.start(folder.file("output"), port, List.of(command));
  }
}
