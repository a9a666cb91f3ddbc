package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Swaks, a client for tests by hand: one run, one session, and the transcript afterwards. It cannot
 * send a message of no octets.
 */
public final class Swaks implements MailSender {
  private final Folder folder;
  private final int port;
  private final StringBuilder log = new StringBuilder();
  private int sent;

  private Swaks(Folder folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Makes one that talks to a port of loopback. */
  public static MailSender sender(int port) throws IOException {
    return new Swaks(Folder.create("swaks"), port);
  }

  @Override
  public void send(Envelope envelope, byte[] message) throws IOException {
    Path file = folder.file("message");
    byte[] wire = Dots.stuffed(message);
    Files.write(file, Arrays.copyOf(wire, wire.length - 2)); // it adds the last CRLF
    String recipients = String.join(",", envelope.recipients());
    // Its own ideas about data would replace words between percent signs, and line ends.
    Program run =
        run(
            port,
            "-f",
            envelope.sender(),
            "-t",
            recipients,
            "--no-data-fixup",
            "--suppress-data",
            "--data",
            "@" + file);
    log.append(run.output());
    run.succeeded();
    sent++;
  }

  /**
   * Runs swaks with options of one's own; its exit code tells how the session ended. It writes a
   * message in several parts: without SIGPIPE it sees, and says, that a peer has gone in between.
   */
  static Program run(int port, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--ignore-signal=PIPE", "swaks"));
    command.addAll(List.of("--server", "127.0.0.1:" + port, "--helo", "swaks.test"));
    command.addAll(Arrays.asList(options));
    return Program.run(command.toArray(String[]::new));
  }

  /** The commands of a run that begin so, each with what came back, without ports and times. */
  static String[] said(Program run, String... commands) {
    List<String> said = new ArrayList<>();
    boolean wanted = false;
    for (String line : run.output().lines().toList()) {
      if (line.startsWith(" -> ") || line.startsWith("~> ")) {
        String command = line.substring(4);
        wanted = Arrays.stream(commands).anyMatch(command::startsWith);
      }
      if (wanted || line.startsWith("***")) {
        said.add(line.strip().replaceAll("queued as \\w+", "queued"));
      }
    }
    return said.toArray(String[]::new);
  }

  @Override
  public void awaitSent(int count) {
    if (sent < count) {
      throw new AssertionError("sent " + sent + " of " + count);
    }
  }

  @Override
  public int deferred() {
    return 0; // it does not try again
  }

  @Override
  public List<String> traceFields() {
    return List.of();
  }

  @Override
  public String log() {
    return log.toString();
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
