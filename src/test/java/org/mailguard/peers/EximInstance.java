package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One running Exim with its own configuration and spool. */
final class EximInstance implements Instance {
  private static final String USER = "Debian-exim";
  private static final int USER_NUMBER = 990;

  private final Folder folder;
  private final Daemon daemon;

  private EximInstance(Folder folder, Daemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
  }

  /** Makes a folder that Exim writes to. */
  static void prepare(Folder folder, String name) throws IOException {
    folder.folderOf(Integer.toString(USER_NUMBER), name);
  }

  /** Lets Exim read a file that is not for everybody. */
  static void own(Path file) throws IOException {
    Folder.give(file, Integer.toString(USER_NUMBER));
  }

  /** Starts it with the rest of a configuration: main settings, then the sections. */
  static EximInstance start(Folder folder, String hostName, int port, String configuration)
      throws IOException {
    prepare(folder, "spool");
    prepare(folder, "log");
    Files.createDirectories(folder.file("package"));
    folder.write("exim.conf", mainSettings(folder, hostName, port) + configuration);
    List<String> command =
        new PrivateMounts(folder)
            .users(USER_NUMBER, USER)
            // Exim runs itself again as its own user, who may not enter the folder of the unpacked
            // package.
            .bind(Peers.unpacked("exim4"), folder.file("package").toString())
            .command(
                folder.file("package/usr/sbin/exim4").toString(),
                "-C",
                folder.file("exim.conf").toString(),
                "-bdf",
                "-q5s");
    return new EximInstance(folder, Daemon.start(folder.file("output"), port, command));
  }

  @Override
  public String log() throws IOException {
    return LatinText.of(folder.file("output"))
        + LatinText.of(folder.file("log/mainlog"))
        + LatinText.of(folder.file("log/paniclog"));
  }

  @Override
  public void close() throws IOException {
    daemon.close();
    folder.close();
  }

  private static String mainSettings(Folder folder, String hostName, int port) {
    return """
    exim_path = %1$s/package/usr/sbin/exim4
    exim_user = Debian-exim
    primary_hostname = %2$s
    spool_directory = %1$s/spool
    log_file_path = %1$s/log/%%slog
    pid_file_path = %1$s/exim.pid
    local_interfaces = 127.0.0.1
    daemon_smtp_ports = %3$d
    never_users =
    keep_environment =
    host_lookup =
    rfc1413_hosts =
    smtp_accept_max = 200
    # Otherwise the eleventh message of a connection waits for the next queue run.
    smtp_accept_queue_per_connection = 0
    log_selector = +smtp_protocol_error +pipelining
    """
        .formatted(folder, hostName, port);
  }
}
