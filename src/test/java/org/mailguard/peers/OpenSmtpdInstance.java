package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One running OpenSMTPD with its own configuration, its queue in memory. */
final class OpenSmtpdInstance implements Instance {
  static final int MAILBOX_USER = 993;

  private final Folder folder;
  private final Daemon daemon;

  private OpenSmtpdInstance(Folder folder, Daemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
  }

  /** Starts it with this configuration. */
  static OpenSmtpdInstance start(Folder folder, int port, String configuration) throws IOException {
    Path file = folder.write("smtpd.conf", configuration);
    String programs = "/usr/libexec/opensmtpd";
    List<String> command =
        new PrivateMounts(folder)
            .users(MAILBOX_USER - 2, "opensmtpd", "opensmtpq", "mailboxes")
            .empty("/run")
            .empty("/var/lib")
            .run("mkdir -p /var/lib/opensmtpd/empty")
            .empty("/var/spool")
            .run("mkdir -m 711 /var/spool/smtpd")
            .empty("/usr/libexec")
            .run("mkdir " + programs)
            .bind(Peers.unpacked("opensmtpd").resolve(programs.substring(1)), programs)
            .command(Peers.openSmtpd().toString(), "-d", "-f", file.toString());
    return new OpenSmtpdInstance(folder, Daemon.start(folder.file("log"), port, command));
  }

  @Override
  public String log() throws IOException {
    return LatinText.of(folder.file("log"));
  }

  @Override
  public void close() throws IOException {
    daemon.close();
    folder.close();
  }
}
