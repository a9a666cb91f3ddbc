package org.mailguard.peers;

import java.io.IOException;
import java.util.List;

/**
 * OpenSMTPD as the protected server: 8BITMIME, ENHANCEDSTATUSCODES, SIZE, DSN. It has no PIPELINING
 * and ends the session when two commands come in one packet, so that whoever stands in front must
 * hand commands over one by one. No TLS: Debian's build fails in the handshake as a server.
 */
public final class OpenSmtpd implements MailServer {
  private static final Relay.Marks MARKS =
      new Relay.Marks("result=\"Ok\"", "result=\"TempFail\"", "result=\"PermFail\"");

  private final Folder folder;
  private final OpenSmtpdInstance instance;
  private final int port;

  private OpenSmtpd(Folder folder, String name) throws IOException {
    this.folder = folder;
    this.port = Daemon.freePort();
    folder.folderOf(Integer.toString(OpenSmtpdInstance.MAILBOX_USER), "mail");
    folder.write("everybody", "@ mailboxes\n");
    this.instance = OpenSmtpdInstance.start(folder, port, serverSettings(folder, port, name));
  }

  /** Starts one. */
  public static OpenSmtpd server() throws IOException {
    return server("opensmtpd.test");
  }

  /** Starts one with a name of its own. */
  static OpenSmtpd server(String name) throws IOException {
    return new OpenSmtpd(Folder.create("opensmtpd"), name);
  }

  /** Starts one that delivers everything to a port of loopback. */
  public static MailSender sender(int nextPort) throws IOException {
    return sender(nextPort, Tls.NEVER);
  }

  /** Starts one that delivers everything to a port of loopback, with TLS or without. */
  public static MailSender sender(int nextPort, Tls tls) throws IOException {
    int port = Daemon.freePort();
    String scheme = tls == Tls.NEVER ? "smtp+notls" : "smtp";
    String configuration = senderSettings(port, scheme, nextPort);
    var instance = OpenSmtpdInstance.start(Folder.create("opensmtpd-sender"), port, configuration);
    return new Relay(instance, port, MARKS);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> traceFields() {
    return List.of("return-path", "delivered-to", "received");
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

  private static String serverSettings(Folder folder, int port, String name) {
    return """
    smtp max-message-size 50M
    table everybody file:%1$s/everybody
    listen on lo port %2$d hostname %3$s
    action store maildir "%1$s/mail/all" virtual <everybody>
    match from any for domain "example.test" action store
    """
        .formatted(folder, port, name);
  }

  private static String senderSettings(int port, String scheme, int nextPort) {
    return """
    smtp max-message-size 50M
    listen on lo port %d hostname opensmtpd-sender.test
    action out relay host "%s://127.0.0.1:%d" helo opensmtpd-sender.test
    match from any for any action out
    """
        .formatted(port, scheme, nextPort);
  }
}
