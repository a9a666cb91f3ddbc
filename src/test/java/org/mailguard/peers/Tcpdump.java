package org.mailguard.peers;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.mailguard.doctor.read.capture.Capture;
import org.mailguard.doctor.read.capture.CaptureException;
import org.mailguard.doctor.read.capture.Connection;

/** Captures what goes to and from a port of loopback. */
final class Tcpdump implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final Path file;

  private Tcpdump(Process process, Path file) {
    this.process = process;
    this.file = file;
  }

  /** Captures as soon as it returns. */
  static Tcpdump start(Folder folder, String name, int port) throws IOException {
    Path file = folder.file(name);
    Path said = folder.file(name + ".log");
    Process process =
        new ProcessBuilder(
                "tcpdump",
                "-i",
                "lo",
                "-s",
                "0",
                "-U",
                "--immediate-mode",
                "-Z",
                "root",
                "-w",
                file.toString(),
                "tcp port " + port)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    Tcpdump started = new Tcpdump(process, file);
    await().atMost(LIMIT).until(() -> LatinText.of(said).contains("listening on lo"));
    return started;
  }

  /** Waits until a connection with octets of the client has been captured to its end. */
  void awaitConnection() {
    await().atMost(LIMIT).until(this::hasConnection);
  }

  private boolean hasConnection() throws IOException {
    try {
      return Capture.read(new ByteArrayInputStream(Files.readAllBytes(file))).connections().stream()
          .anyMatch(Connection::isClosed);
    } catch (CaptureException e) {
      return false; // its header is not there yet
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for tcpdump");
    }
  }
}
