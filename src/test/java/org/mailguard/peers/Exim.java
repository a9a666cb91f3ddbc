package org.mailguard.peers;

import java.io.IOException;
import java.util.List;

/**
 * Exim as the protected server, with all that it can offer: SIZE, 8BITMIME, DSN, PIPELINING,
 * PIPECONNECT, AUTH, CHUNKING, STARTTLS, PRDR, SMTPUTF8. Its replies have no enhanced status codes.
 */
public final class Exim implements MailServer {
  private static final Relay.Marks MARKS = new Relay.Marks(" => ", " == ", " ** ");

  private final Folder folder;
  private final EximInstance instance;
  private final int port;

  private Exim(Folder folder, String name, boolean tls) throws IOException {
    this.folder = folder;
    this.port = Daemon.freePort();
    EximInstance.prepare(folder, "mail");
    Certificate certificate = Certificate.create(folder);
    EximInstance.own(certificate.key());
    String begin = tls ? "tls_on_connect_ports = " + port + "\n" : "";
    String configuration = begin + serverSettings(folder, certificate);
    this.instance = EximInstance.start(folder, name, port, configuration);
  }

  /** Starts one. */
  public static Exim server() throws IOException {
    return server("exim.test");
  }

  /** Starts one with a name of its own. */
  static Exim server(String name) throws IOException {
    return new Exim(Folder.create("exim"), name, false);
  }

  /** Starts one whose port begins with TLS. */
  static Exim tlsServer() throws IOException {
    return new Exim(Folder.create("exim"), "exim.test", true);
  }

  /** Starts one that delivers everything to a port of loopback. */
  public static MailSender sender(int nextPort) throws IOException {
    return sender(nextPort, Tls.NEVER);
  }

  /** Starts one that delivers everything to a port of loopback, with TLS or without. */
  public static MailSender sender(int nextPort, Tls tls) throws IOException {
    int port = Daemon.freePort();
    String policy =
        tls == Tls.NEVER ? "hosts_avoid_tls = *" : "tls_verify_hosts =\n  tls_try_verify_hosts =";
    String configuration = senderSettings(nextPort, policy);
    var instance =
        EximInstance.start(Folder.create("exim-sender"), "exim-sender.test", port, configuration);
    return new Relay(instance, port, MARKS);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> traceFields() {
    return List.of("return-path", "envelope-to", "received");
  }

  @Override
  public List<StoredMessage> delivered() throws IOException {
    return new Maildir(folder.file("mail/all")).messages();
  }

  @Override
  public String log() throws IOException {
    return instance.log();
  }

  @Override
  public void close() throws IOException {
    instance.close();
  }

  private static String serverSettings(Folder folder, Certificate certificate) {
    return """
    domainlist local_domains = example.test
    tls_advertise_hosts = *
    tls_certificate = %2$s
    tls_privatekey = %3$s
    chunking_advertise_hosts = *
    pipelining_connect_advertise_hosts = *
    prdr_enable = true
    dsn_advertise_hosts = *
    smtputf8_advertise_hosts = *
    acl_smtp_rcpt = acl_rcpt
    acl_smtp_data_prdr = accept

    begin acl
    acl_rcpt:
      accept domains = +local_domains
      accept authenticated = *
      deny message = relay not permitted

    begin routers
    local:
      driver = accept
      domains = +local_domains
      transport = maildir

    begin transports
    maildir:
      driver = appendfile
      directory = %1$s/mail/all
      maildir_format
      return_path_add
      envelope_to_add
      user = Debian-exim
      group = Debian-exim

    begin authenticators
    plain:
      driver = plaintext
      public_name = PLAIN
      server_condition = ${if and{{eq{$auth2}{alice}}{eq{$auth3}{secret}}}}
      server_set_id = $auth2
    """
        .formatted(folder, certificate.certificate(), certificate.key());
  }

  private static String senderSettings(int nextPort, String tlsPolicy) {
    return """
    tls_advertise_hosts =
    acl_smtp_rcpt = accept

    begin routers
    out:
      driver = manualroute
      route_list = * 127.0.0.1::%d byname
      self = send
      transport = smtp

    begin transports
    smtp:
      driver = smtp
      allow_localhost
      hosts_try_chunking = *
      hosts_pipe_connect = *
      %s
      # Exim as it comes returns messages with lines of more than 998 octets.
      message_linelength_limit = 1000000

    begin retry
    * * F,1h,2s
    """
        .formatted(nextPort, tlsPolicy);
  }
}
