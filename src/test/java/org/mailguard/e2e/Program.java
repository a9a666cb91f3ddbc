package org.mailguard.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@code mailguard}; ended by process id. */
final class Program implements AutoCloseable {
  /** Those of {@code ./mailguard}, so that what fits into them in a test fits everywhere. */
  private static final List<String> LAUNCHER_FLAGS =
      List.of(
          "-Xmx512m",
          "-XX:MaxDirectMemorySize=1400m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseCompactObjectHeaders",
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final BufferedReader out;

  private Program(Process process) {
    this.process = process;
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  static Program start(String... arguments) throws IOException {
    return of(command(List.of(), arguments));
  }

  /**
   * Whose SIGINT works: what a shell starts in the background ignores it, with all that it starts.
   */
  static Program startSignalled(String... arguments) throws IOException {
    return of(command(List.of("env", "--default-signal=INT,TERM"), arguments));
  }

  private static List<String> command(List<String> before, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LAUNCHER_FLAGS);
    command.addAll(List.of("-jar", "target/mailguard.jar"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Any command that becomes the guard, so that its process id is the guard's. */
  static Program of(List<String> command) throws IOException {
    return new Program(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /**
   * Writes to its standard input, which stays open; more than a pipe holds, so it has read some.
   */
  void write(byte[] octets) throws IOException {
    process.getOutputStream().write(octets);
    process.getOutputStream().flush();
  }

  /** All that it prints from now on. */
  String rest() throws IOException {
    return out.readAllAsString();
  }

  /**
   * Reads what the program prints up to the first line that has {@code text} in it, and returns
   * that line.
   */
  String await(String text) throws IOException {
    StringBuilder seen = new StringBuilder();
    String line;
    while ((line = out.readLine()) != null) {
      if (line.contains(text)) {
        return line;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("ended without \"" + text + "\":\n" + seen);
  }

  /** The line of {@code run} that is no log line; a log line with the same words may come first. */
  String awaitReady() throws IOException {
    String line = await("ready ");
    while (!line.startsWith("ready ")) {
      line = await("ready ");
    }
    return line;
  }

  /** Reads what it prints from now on, for nobody. */
  void drain() {
    try {
      while (out.readLine() != null) {
        // The test looks elsewhere.
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Process id. */
  long pid() {
    return process.pid();
  }

  /** {@code HUP}, {@code TERM}, {@code KILL}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  int exitStatus() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("still running");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
