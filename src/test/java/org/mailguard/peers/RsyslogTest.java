package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;
import org.mailguard.events.MessageLevels;
import org.mailguard.events.Severity;
import org.mailguard.events.SyslogLog;
import org.mailguard.events.SyslogStyle;
import org.mailguard.events.SyslogStyle.Form;
import org.mailguard.events.SyslogTarget;
import org.mailguard.events.SyslogTarget.Transport;

/** What Debian's log host makes of our messages: it has to find one each, with all its parts. */
@NeedsPeers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RsyslogTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:00:00.5Z");
  private static final String TEXT = "Deny tcp src outside:192.0.2.1/1025 caf\u00e9";
  private static final String LONG = "x".repeat(3000);

  private Folder folder;
  private Daemon daemon;
  private int udp;
  private int tcp;
  private int tls;
  private SSLContext trust;

  @BeforeAll
  void start() throws Exception {
    folder = Folder.create("rsyslog");
    tcp = Daemon.freePort();
    tls = Daemon.freePort();
    Certificate certificate = Certificate.create(folder);
    trust = trust(certificate);
    try (var probe =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      udp = probe.getLocalPort();
    }
    Path configuration =
        folder.write(
            "rsyslog.conf",
            """
            global(workDirectory="%1$s"
              defaultNetstreamDriverCAFile="%5$s"
              defaultNetstreamDriverCertFile="%5$s"
              defaultNetstreamDriverKeyFile="%6$s")
            module(load="imudp")
            module(load="imtcp")
            template(name="parts" type="string"
              string="%%pri%%|%%timereported:::date-rfc3339%%|%%hostname%%|%%syslogtag%%|%%procid%%|%%msgid%%|%%msg%%\\n")
            template(name="raw" type="string" string="%%rawmsg%%\\n")
            ruleset(name="keep") {
              action(type="omfile" file="%1$s/raw" template="raw")
              action(type="omfile" file="%1$s/parts" template="parts")
            }
            input(type="imudp" address="127.0.0.1" port="%2$d" ruleset="keep")
            input(type="imtcp" address="127.0.0.1" port="%3$d" ruleset="keep")
            input(type="imtcp" address="127.0.0.1" port="%4$d" ruleset="keep"
              streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
            """
                .formatted(folder, udp, tcp, tls, certificate.certificate(), certificate.key()));
    daemon =
        Daemon.start(
            folder.file("log"),
            tcp,
            List.of("rsyslogd", "-n", "-f", configuration.toString(), "-i", folder + "/pid"));
  }

  @AfterAll
  void end() throws IOException {
    if (daemon != null) {
      daemon.close();
    }
    folder.close();
  }

  /** What an operator does who gives his log host a certificate of its own. */
  private static SSLContext trust(Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate.certificate())) {
      store.setCertificateEntry(
          "log host", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  private int port(Transport transport) {
    return switch (transport) {
      case UDP -> udp;
      case TCP -> tcp;
      case TLS -> tls;
    };
  }

  private List<String> kept(String file) throws IOException {
    Path path = folder.file(file);
    return Files.exists(path) ? Files.readAllLines(path, UTF_8) : List.of();
  }

  /** Sends a short and a long event, and returns what was kept of them. */
  private List<String> sent(Form form, Transport transport, String host, String file)
      throws IOException {
    int before = kept(file).size();
    var target = new SyslogTarget("127.0.0.1", port(transport), transport);
    var style =
        new SyslogStyle(form, 20, Severity.INFORMATIONAL, true, ZoneOffset.UTC, host, "ASA");
    var level = new SyslogLog.Level(Map.of(target, style), MessageLevels.DEFAULT);
    try (var log =
        new SyslogLog(
            level,
            InstantSource.fixed(TIME),
            event -> {
              throw new AssertionError(event.toString());
            },
            trust)) {
      log.log(Event.ofGuard(MessageId.ACCESS_DENIED, TEXT));
      log.log(Event.ofGuard(MessageId.ACCESS_DENIED, LONG));
    }
    Daemon.await("two messages of " + form + " by " + transport)
        .until(() -> kept(file).size() >= before + 2);
    List<String> all = kept(file);
    return all.subList(before, all.size());
  }

  @Test
  void deviceForm() throws IOException {
    String head = "<164>Nov 24 2026 08:00:00 mx1 : %ASA-4-106023: ";
    assertThat(sent(Form.DEVICE, Transport.UDP, "mx1", "raw"))
        .containsExactly(head + TEXT, (head + LONG).substring(0, 1024));
    for (Transport stream : List.of(Transport.TCP, Transport.TLS)) {
      assertThat(sent(Form.DEVICE, stream, "mx1", "raw")).containsExactly(head + TEXT, head + LONG);
    }
    assertThat(sent(Form.DEVICE, Transport.TCP, "mx1", "parts").getFirst())
        .matches("164\\|2026-11-24T08:00:00[^|]*\\|mx1\\|.*")
        .endsWith("%ASA-4-106023: " + TEXT);
  }

  @Test
  void rfc5424() throws IOException {
    String head =
        "164|2026-11-24T08:00:00.500Z|mx1|mailguard["
            + ProcessHandle.current().pid()
            + "]|"
            + ProcessHandle.current().pid()
            + "|ASA-4-106023|";
    for (Transport transport : Transport.values()) {
      assertThat(sent(Form.RFC_5424, transport, "mx1", "parts"))
          .containsExactly(head + TEXT, head + LONG);
    }
  }
}
