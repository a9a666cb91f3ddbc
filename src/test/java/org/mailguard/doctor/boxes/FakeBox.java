package org.mailguard.doctor.boxes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays a {@link BoxFile} on a port of its own, a thread for each connection. */
public final class FakeBox implements Closeable {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([rn]))");

  private final BoxFile file;
  private final ServerSocket listener;
  private final Thread accepting = Thread.ofVirtual().unstarted(this::accept);
  private int connections;

  private FakeBox(BoxFile file, ServerSocket listener) {
    this.file = file;
    this.listener = listener;
  }

  /** On any free port. */
  public static FakeBox play(BoxFile file) throws IOException {
    return play(file, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  /** Where it is said. */
  public static FakeBox play(BoxFile file, InetSocketAddress at) throws IOException {
    FakeBox box = new FakeBox(file, new ServerSocket(at.getPort(), 50, at.getAddress()));
    box.accepting.start();
    return box;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections++;
        int number = connections;
        Thread.ofVirtual().start(() -> serve(client, number));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Socket client, int number) {
    try (client) {
      client.setTcpNoDelay(true);
      Line line = new Line(client);
      if (!run(client, greeting(number), "")) {
        return;
      }
      while (line.read()) {
        if (!run(client, steps(line), line.text)) {
          return;
        }
      }
    } catch (IOException e) {
      // The doctor went away, as it may.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> greeting(int number) {
    for (int from = number; from > 1; from--) {
      List<String> later = file.rules().get("from " + from + " greeting");
      if (later != null) {
        return later;
      }
    }
    return file.rules().getOrDefault("greeting", List.of());
  }

  private List<String> steps(Line line) {
    String verb =
        line.text.isEmpty() ? "empty" : line.text.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    List<String> steps = null;
    if (line.text.length() > 510) {
      steps = file.rules().get("long *");
    }
    if (line.pieces > 3) {
      steps = file.rules().get("octets " + verb);
    }
    if (steps == null && line.pieces > 1) {
      steps = file.rules().getOrDefault("pieces " + verb, file.rules().get("pieces *"));
    }
    if (steps == null) {
      steps = file.rules().get(verb);
    }
    if (steps == null && verb.equals("QUIT")) {
      return List.of("say 221 bye", "close");
    }
    return steps == null ? file.rules().getOrDefault("*", List.of("say 500 unknown")) : steps;
  }

  /** False if the connection is over. */
  private static boolean run(Socket client, List<String> steps, String line)
      throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    for (String step : steps) {
      String[] words = step.split(" ", 2);
      String rest = words.length > 1 ? words[1].replace("{line}", line) : "";
      switch (words[0]) {
        case "say" -> out.write((rest.replace(" | ", "\r\n") + "\r\n").getBytes(ISO_8859_1));
        case "raw" -> out.write(unescaped(rest).getBytes(ISO_8859_1));
        case "slowly" -> slowly(out, rest);
        case "wait" -> Thread.sleep(Integer.parseInt(rest.strip()));
        case "nothing" -> {}
        case "reset" -> {
          client.setSoLinger(true, 0);
          return false;
        }
        case "close" -> {
          return false;
        }
        default -> throw new IllegalArgumentException(step);
      }
      out.flush();
    }
    return true;
  }

  private static void slowly(OutputStream out, String rest)
      throws IOException, InterruptedException {
    String[] words = rest.split(" ", 2);
    for (byte octet : (words[1] + "\r\n").getBytes(ISO_8859_1)) {
      out.write(octet);
      out.flush();
      Thread.sleep(Integer.parseInt(words[0]));
    }
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(match ->
            Matcher.quoteReplacement(
                match.group(1) != null
                    ? String.valueOf((char) Integer.parseInt(match.group(1), 16))
                    : match.group(2).equals("r") ? "\r" : "\n"));
  }

  /** One line from the client, and in how many segments it came. */
  private static final class Line {
    private final InputStream in;
    private byte[] buffer = new byte[0];
    private int position;
    private String text = "";
    private int pieces;

    Line(Socket client) throws IOException {
      in = client.getInputStream();
    }

    boolean read() throws IOException {
      StringBuilder line = new StringBuilder();
      pieces = position < buffer.length ? 1 : 0;
      while (true) {
        if (position >= buffer.length) {
          byte[] more = new byte[4096];
          int count = in.read(more);
          if (count < 0) {
            return false;
          }
          buffer = Arrays.copyOf(more, count);
          position = 0;
          pieces++;
        }
        char c = (char) (buffer[position++] & 0xff);
        if (c == '\n') {
          text = line.toString().stripTrailing();
          return true;
        }
        line.append(c);
      }
    }
  }

  /** The port is free again when this returns. */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      accepting.join(); // a thread that waits in accept holds the port until it is awake
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
