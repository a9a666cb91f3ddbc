package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * One running Postfix with its own configuration and queue; the machine's own is neither used nor
 * changed.
 */
final class PostfixInstance implements Instance {
  private static final String MASTER = "/usr/lib/postfix/sbin/master";
  private static final List<String> QUEUES =
      List.of(
          "active",
          "bounce",
          "corrupt",
          "defer",
          "deferred",
          "flush",
          "hold",
          "incoming",
          "maildrop",
          "private",
          "public",
          "saved",
          "trace");

  /** Debian's list without chroot, and without what no test needs. */
  private static final String SERVICES =
      """
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      flush unix n - n 1000? 0 flush
      proxymap unix - - n - - proxymap
      smtp unix - - n - - smtp
      error unix - - n - - error
      retry unix - - n - - error
      virtual unix - n n - - virtual
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      showq unix n - n - - showq
      pickup unix n - n 60 1 pickup
      postlog unix-dgram n - n - 1 postlogd
      """;

  private final Folder folder;
  private final Daemon daemon;

  private PostfixInstance(Folder folder, Daemon daemon) {
    this.folder = folder;
    this.daemon = daemon;
  }

  /**
   * Starts it with further settings for {@code main.cf} and further services for {@code master.cf}.
   */
  static PostfixInstance start(
      Folder folder, String hostName, int port, String settings, String services)
      throws IOException {
    makeQueue(folder);
    folder.folderOf("postfix", "data");
    folder.folderOf("root", "etc");
    Path main = folder.write("etc/main.cf", settings(folder, hostName) + settings);
    // Postfix waits with a file that has changed within the last second, since it may be changing
    // still.
    Files.setLastModifiedTime(main, FileTime.from(Instant.EPOCH));
    folder.write("etc/master.cf", SERVICES + services);
    // The postfix command would first check the whole installation, which takes seconds.
    List<String> command = List.of(MASTER, "-s", "-c", folder.file("etc").toString());
    return new PostfixInstance(folder, Daemon.start(folder.file("output"), port, command));
  }

  private static void makeQueue(Folder folder) throws IOException {
    folder.folderOf("root", "queue/pid");
    for (String name : QUEUES) {
      folder.folderOf("postfix", "queue/" + name);
    }
  }

  @Override
  public String log() throws IOException {
    return LatinText.of(folder.file("output")) + LatinText.of(folder.file("maillog"));
  }

  @Override
  public void close() throws IOException {
    daemon.close();
    folder.close();
  }

  private static String settings(Folder folder, String hostName) {
    return """
    compatibility_level = 3.6
    myhostname = %1$s
    mydestination =
    inet_interfaces = 127.0.0.1
    inet_protocols = ipv4
    queue_directory = %2$s/queue
    data_directory = %2$s/data
    maillog_file = %2$s/maillog
    maillog_file_prefixes = %2$s
    alias_maps =
    alias_database =
    local_recipient_maps =
    # Header fields that are missing stay missing.
    local_header_rewrite_clients =
    message_size_limit = 52428800
    mailbox_size_limit = 0
    virtual_mailbox_limit = 0
    smtpd_client_connection_count_limit = 0
    smtpd_client_connection_rate_limit = 0
    """
        .formatted(hostName, folder);
  }
}
