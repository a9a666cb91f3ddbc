package org.mailguard;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.mailguard.console.LocalClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code mailguard console}: puts the terminal, or a pipe, at the socket of a running guard. The
 * editing is the guard's business; here the terminal is made to send each key, and given back as it
 * was on every way out.
 */
@Command(
    name = "console",
    description = "Operate a running guard.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ConsoleCommand implements Callable<Integer> {
  private static final File TERMINAL = new File("/dev/tty");

  @Option(
      names = "-e",
      paramLabel = "COMMAND",
      description = "Run a command, and end; may be given more than once.")
  private List<String> commands = new ArrayList<>();

  @Parameters(
      arity = "0..1",
      paramLabel = "SOCKET",
      defaultValue = ConsoleService.SOCKET,
      description = "Of the guard, as its log names it; ${DEFAULT-VALUE} if none is named.")
  private Path socket = Path.of(ConsoleService.SOCKET);

  @Override
  public Integer call() throws InterruptedException {
    if (socket.toString().matches("[^/]*:[0-9]+")) {
      System.err.println(
          "mailguard: "
              + socket
              + " is a place on the network: use ssh or telnet, or name a socket");
      return ExitStatus.UNKNOWN;
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return commands.isEmpty() && isTerminal() ? attach(channel) : pipe(channel);
    } catch (IOException e) {
      System.err.println(
          "mailguard: " + socket + ": " + e.getMessage() + "; is a guard running there?");
      return ExitStatus.UNKNOWN;
    }
  }

  private static boolean isTerminal() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "test -t 0 && test -t 1").inheritIO().start().waitFor()
        == 0;
  }

  private static String stty(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectInput(TERMINAL).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("stty " + String.join(" ", arguments) + " failed");
    }
    return said.strip();
  }

  private static int attach(SocketChannel channel) throws IOException, InterruptedException {
    String before = stty("-g");
    int[] size = size();
    write(
        channel, LocalClient.hello(System.getenv().getOrDefault("TERM", "dumb"), size[0], size[1]));
    Thread restore = new Thread(() -> restore(before));
    Runtime.getRuntime().addShutdownHook(restore);
    Signals.on("WINCH", () -> resized(channel));
    stty("raw", "-echo");
    Thread.ofPlatform().daemon().start(() -> copyKeys(channel));
    return show(channel);
  }

  private static void restore(String settings) {
    try {
      stty(settings);
    } catch (IOException e) {
      System.err.println("mailguard: the terminal is not as it was: stty sane mends it");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Columns and rows; {@code stty} says rows first. */
  private static int[] size() throws IOException, InterruptedException {
    String[] said = stty("size").split(" ", -1);
    return said.length == 2
        ? new int[] {Integer.parseInt(said[1]), Integer.parseInt(said[0])}
        : new int[] {80, 24};
  }

  private static void resized(SocketChannel channel) {
    try {
      int[] size = size();
      write(channel, LocalClient.window(size[0], size[1]));
    } catch (IOException e) {
      System.err.println("mailguard: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One write at a time: a window's size must not land inside a key. */
  private static synchronized void write(SocketChannel channel, byte[] octets) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void copyKeys(SocketChannel channel) {
    byte[] octets = new byte[1024];
    try {
      for (int length = System.in.read(octets); length > 0; length = System.in.read(octets)) {
        write(channel, withoutMarks(octets, length));
      }
      channel.shutdownOutput();
    } catch (IOException e) {
      // The guard has closed; the other thread sees it and ends.
    }
  }

  /** What begins a window's size is no key in UTF-8; a terminal of another kind may send it. */
  private static byte[] withoutMarks(byte[] octets, int length) {
    byte[] keys = Arrays.copyOf(octets, length);
    for (int i = 0; i < length; i++) {
      if ((keys[i] & 0xff) == 0xff) {
        keys[i] = '?';
      }
    }
    return keys;
  }

  private int pipe(SocketChannel channel) throws IOException {
    write(channel, LocalClient.hello("pipe", 80, 24));
    if (commands.isEmpty()) {
      Thread.ofPlatform().daemon().start(() -> copyKeys(channel));
    } else {
      write(channel, (String.join("\n", commands) + "\n").getBytes(StandardCharsets.UTF_8));
      channel.shutdownOutput();
    }
    return show(channel);
  }

  /** Shows what the guard sends, and returns its status. */
  private static int show(SocketChannel channel) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    OutputStream out = System.out;
    byte[] octets = new byte[8192];
    for (int length = in.read(octets); length > 0; length = in.read(octets)) {
      int end = LocalClient.goodbye(octets, length);
      out.write(octets, 0, end < 0 ? length : end);
      out.flush();
      if (end >= 0) {
        int status = end + 1 < length ? octets[end + 1] : in.read();
        return status == 0 ? ExitStatus.FINE : ExitStatus.BAD;
      }
    }
    throw new IOException("the guard has closed the connection");
  }
}
