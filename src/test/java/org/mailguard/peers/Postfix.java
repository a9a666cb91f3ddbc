package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Postfix as the protected server, with all that it can offer: PIPELINING, SIZE, STARTTLS, AUTH,
 * XCLIENT, XFORWARD, DSN, SMTPUTF8, CHUNKING. Bare newlines are as Debian 12 has them, not
 * forbidden: a test of a guard should have a server that is worth protecting.
 */
public final class Postfix implements MailServer {
  /** Who may log in. */
  public static final String USER = "alice@backend.test";

  /** The password of {@link #USER}. */
  public static final String PASSWORD = "secret";

  private static final Relay.Marks MARKS =
      new Relay.Marks("status=sent", "status=deferred", "status=bounced");

  private final Folder folder;
  private final PostfixInstance instance;
  private final int port;
  private final int proxyPort;
  private final int tlsPort;

  private Postfix(Folder folder, String more) throws IOException {
    this.folder = folder;
    this.port = Daemon.freePort();
    this.proxyPort = Daemon.freePort();
    this.tlsPort = Daemon.freePort();
    folder.folderOf("nobody", "mail");
    writeLogins();
    Certificate certificate = Certificate.create(folder);
    String settings = settings(folder, certificate) + more;
    String services =
        """
        127.0.0.1:%d inet n - n - - smtpd
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_upstream_proxy_protocol=haproxy
        127.0.0.1:%d inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
        """
            .formatted(port, proxyPort, tlsPort);
    this.instance = PostfixInstance.start(folder, "backend.test", port, settings, services);
  }

  /** Starts one. */
  public static Postfix server() throws IOException {
    return server("");
  }

  /** Starts one with further settings. */
  static Postfix server(String more) throws IOException {
    return new Postfix(Folder.create("postfix"), more);
  }

  /** Starts one that delivers everything to a port of loopback. */
  public static MailSender sender(int nextPort) throws IOException {
    return sender(nextPort, Tls.NEVER);
  }

  /** Starts one that delivers everything to a port of loopback, with TLS or without. */
  public static MailSender sender(int nextPort, Tls tls) throws IOException {
    String level = tls == Tls.NEVER ? "none" : "may";
    return sender(nextPort, "smtp_tls_security_level = " + level + "\n");
  }

  /** Starts one that delivers everything to a port of loopback, with further settings. */
  static MailSender sender(int nextPort, String more) throws IOException {
    int port = Daemon.freePort();
    String settings =
        """
        relayhost = [127.0.0.1]:%d
        smtp_host_lookup = native
        disable_dns_lookups = yes
        mynetworks = 127.0.0.0/8
        smtpd_relay_restrictions = permit_mynetworks, reject
        # As Debian has it, the sender would fold lines of more than 998 octets.
        smtp_line_length_limit = 0
        minimal_backoff_time = 2s
        maximal_backoff_time = 4s
        queue_run_delay = 2s
        """
            .formatted(nextPort);
    String services = "127.0.0.1:%d inet n - n - - smtpd\n".formatted(port);
    var instance =
        PostfixInstance.start(
            Folder.create("postfix-sender"), "postfix.test", port, settings + more, services);
    return new Relay(instance, port, MARKS);
  }

  private void writeLogins() throws IOException {
    folder.folderOf(
        "root", "etc/sasl"); // where Debian's Postfix looks, whatever cyrus_sasl_config_path says
    Path database = folder.file("sasldb2");
    Program.run(
            PASSWORD.getBytes(US_ASCII),
            "saslpasswd2",
            "-p",
            "-c",
            "-f",
            database.toString(),
            "-u",
            "backend.test",
            "alice")
        .succeeded();
    Folder.give(database, "postfix");
    folder.write(
        "etc/sasl/smtpd.conf",
        """
        pwcheck_method: auxprop
        auxprop_plugin: sasldb
        sasldb_path: %s
        mech_list: PLAIN LOGIN CRAM-MD5
        """
            .formatted(database));
  }

  @Override
  public int port() {
    return port;
  }

  /** A port that waits for a PROXY line before it speaks. */
  public int proxyPort() {
    return proxyPort;
  }

  /** A port that starts with TLS. */
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public List<String> traceFields() {
    return List.of("return-path", "x-original-to", "delivered-to", "received");
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

  private static String settings(Folder folder, Certificate certificate) {
    return """
    virtual_mailbox_domains = example.test
    virtual_mailbox_base = %1$s/mail
    virtual_mailbox_maps = static:all/
    virtual_uid_maps = static:65534
    virtual_gid_maps = static:65534
    virtual_minimum_uid = 1
    mynetworks = 127.0.0.2/32
    smtpd_relay_restrictions = permit_sasl_authenticated, permit_mynetworks, reject_unauth_destination
    smtpd_tls_security_level = may
    smtpd_tls_cert_file = %2$s
    smtpd_tls_key_file = %3$s
    smtpd_sasl_auth_enable = yes
    smtpd_sasl_path = smtpd
    smtpd_sasl_local_domain = backend.test
    smtpd_authorized_xclient_hosts = 127.0.0.1
    smtpd_authorized_xforward_hosts = 127.0.0.1
    """
        .formatted(folder, certificate.certificate(), certificate.key());
  }
}
