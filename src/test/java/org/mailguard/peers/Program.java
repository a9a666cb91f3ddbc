package org.mailguard.peers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end: what it was given, what it said, how it ended. */
record Program(List<String> command, int exit, String output) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Runs it with nothing on standard input. */
  static Program run(String... command) throws IOException {
    return run(new byte[0], command);
  }

  /** Runs it with these octets on standard input. */
  static Program run(byte[] input, String... command) throws IOException {
    Path in = Files.createTempFile("mailguard-in", "");
    Path out = Files.createTempFile("mailguard-out", "");
    try {
      Files.write(in, input);
      Process process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int exit = awaitExit(process, command);
      return new Program(List.of(command), exit, LatinText.of(out));
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }

  /** The output, if the program succeeded. */
  String succeeded() {
    if (exit != 0) {
      throw new AssertionError(command + " ended with " + exit + ":\n" + output);
    }
    return output;
  }

  private static int awaitExit(Process process, String... command) throws IOException {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(List.of(command) + " goes on after " + LIMIT);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for " + command[0]);
    } finally {
      process.destroyForcibly();
    }
  }
}
