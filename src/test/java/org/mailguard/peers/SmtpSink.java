package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Postfix's smtp-sink, which accepts everything fast, or is told by options to refuse, stall or
 * drop at a command. What it took is dumped, one file each; all of it is in the mailbox {@code
 * sink}.
 */
public final class SmtpSink implements MailServer {
  private final Folder folder;
  private final Daemon daemon;
  private final int port;

  private SmtpSink(Folder folder, String... options) throws IOException {
    this.folder = folder;
    this.port = Daemon.freePort();
    folder.folderOf("nobody", "dump");
    List<String> command = new ArrayList<>(List.of("smtp-sink", "-4", "-c", "-u", "nobody"));
    command.addAll(List.of("-R", folder.toString(), "-d", "dump/%s."));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("127.0.0.1:" + port, "100"));
    this.daemon = Daemon.start(folder.file("log"), port, command);
  }

  /** Starts one with further options, such as {@code -r RCPT} to refuse recipients for now. */
  public static SmtpSink server(String... options) throws IOException {
    return new SmtpSink(Folder.create("sink"), options);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<String> traceFields() {
    return List.of(
        "x-client-addr", "x-client-proto", "x-helo-args", "x-mail-args", "x-rcpt-args", "received");
  }

  /**
   * Once it has counted a message, the file is complete. Files of messages that it did not get
   * whole are left out.
   */
  @Override
  public List<StoredMessage> delivered() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder.file("dump"))) {
      files = all.sorted().toList();
    }
    return files.stream().limit(counted()).map(file -> new StoredMessage("sink", file, 1)).toList();
  }

  private int counted() throws IOException {
    String log = log();
    int at = log.lastIndexOf("mesg=");
    return at < 0 ? 0 : Integer.parseInt(log.substring(at + 5).replaceAll("(?s)\\D.*", ""));
  }

  /** What it shows on standard output: the counters of sessions, messages and octets. */
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
