package org.mailguard.doctor.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mailguard.doctor.probe.Addresses;

/**
 * As much of HTTP/1.1, RFC 9112, as a collector of metrics needs: one GET a connection. {@value
 * #AT_ONCE} connections are served at once and others wait in the kernel; a request has {@value
 * #LONGEST} octets and five seconds in all, and who needs more is cut off. It listens on loopback
 * only, since the names of the targets are nobody else's business.
 */
public final class MetricsPort implements Closeable {
  private static final int AT_ONCE = 4;
  private static final int BACKLOG = 16;
  private static final int LONGEST = 8192;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final ServerSocket listener;
  private final Supplier<String> metrics;
  private final Consumer<IOException> trouble;
  private final Semaphore places = new Semaphore(AT_ONCE);

  private MetricsPort(
      ServerSocket listener, Supplier<String> metrics, Consumer<IOException> trouble) {
    this.listener = listener;
    this.metrics = metrics;
    this.trouble = trouble;
  }

  /**
   * Listens until it is closed.
   *
   * @param metrics asked in a thread of the connection's own
   * @param trouble hears why no more connections are taken, if that happens
   * @throws IOException if the port is taken, or the address is not of loopback
   */
  public static MetricsPort open(
      InetSocketAddress at, Supplier<String> metrics, Consumer<IOException> trouble)
      throws IOException {
    if (!at.getAddress().isLoopbackAddress()) {
      throw new IOException(
          "metrics are for loopback only, and " + Addresses.print(at) + " is none");
    }
    MetricsPort port =
        new MetricsPort(new ServerSocket(at.getPort(), BACKLOG, at.getAddress()), metrics, trouble);
    Thread.ofVirtual().name("metrics").start(port::accept);
    return port;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        places.acquire();
        Socket client = listener.accept();
        Thread.ofVirtual().name("metrics client").start(() -> serve(client));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!listener.isClosed()) {
        trouble.accept(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String[] request = request(client).split(" ", 3);
      byte[] answer = answer(request[0], request.length < 3 ? "" : request[1]);
      client.getOutputStream().write(answer);
    } catch (SocketTimeoutException | SocketException e) {
      return; // the collector was too slow or went away; it sees so itself
    } catch (IOException e) {
      trouble.accept(e);
    } finally {
      places.release();
    }
  }

  /** The first line, when the empty line after the header has come; empty if it never came. */
  private static String request(Socket client) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    InputStream in = client.getInputStream();
    byte[] octets = new byte[LONGEST];
    int length = 0;
    while (length < LONGEST) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left < 1) {
        throw new SocketTimeoutException("no request in " + LIMIT);
      }
      client.setSoTimeout((int) left);
      int count = in.read(octets, length, LONGEST - length);
      if (count < 0) {
        return "";
      }
      length += count;
      String text = new String(octets, 0, length, ISO_8859_1);
      if (text.contains("\r\n\r\n")) {
        return text.substring(0, text.indexOf("\r\n"));
      }
    }
    return "";
  }

  private byte[] answer(String method, String path) {
    if (path.isEmpty()) {
      return page("400 Bad Request", "expected GET /metrics, at most " + LONGEST + " octets\n");
    }
    if (!path.equals("/metrics")) {
      return page("404 Not Found", "there is /metrics only\n");
    }
    return method.equals("GET")
        ? page("200 OK", metrics.get())
        : page("405 Method Not Allowed\r\nAllow: GET", "GET only\n");
  }

  private static byte[] page(String status, String text) {
    byte[] body = text.getBytes(UTF_8);
    byte[] head =
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
                + body.length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(ISO_8859_1);
    byte[] page = new byte[head.length + body.length];
    System.arraycopy(head, 0, page, 0, head.length);
    System.arraycopy(body, 0, page, head.length, body.length);
    return page;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
