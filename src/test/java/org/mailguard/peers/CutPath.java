package org.mailguard.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A network on which the end mark of every message lies in two segments: what a long message does
 * by chance, since nobody chooses where a segment ends. The rest goes as it comes.
 *
 * @param next the path behind it
 * @param before octets of CR LF dot CR LF that are still in the first segment, 1 to 4
 */
record CutPath(MailPath next, int before) implements MailPath {
  private static final String MARK = "\r\n.\r\n";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Override
  public Open open(int serverPort) throws IOException {
    Open behind = next.open(serverPort);
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().name("cut-path").start(() -> accept(listener, behind.port()));
    return new Open() {
      @Override
      public int port() {
        return listener.getLocalPort();
      }

      @Override
      public void close() throws IOException {
        listener.close();
        behind.close();
      }
    };
  }

  private void accept(ServerSocket listener, int port) {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().name("cut-path-up").start(() -> carry(client, server, true));
        Thread.ofVirtual().name("cut-path-down").start(() -> carry(server, client, false));
      }
    } catch (IOException e) {
      // Closed: there is no other way out of accept().
    }
  }

  private void carry(Socket from, Socket to, boolean cuts) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] block = new byte[64 << 10];
      String tail = "";
      for (int count = in.read(block); count >= 0; count = in.read(block)) {
        byte[] octets = Arrays.copyOf(block, count);
        String seen = tail + new String(octets, ISO_8859_1);
        int mark = cuts ? seen.indexOf(MARK) : -1;
        int at = mark < 0 ? -1 : mark + before - tail.length();
        if (at > 0 && at < count) {
          send(to, Arrays.copyOf(octets, at));
          // Once it is read, what follows can only come with another read.
          ReceiveQueue.awaitEmpty(to, LIMIT);
          send(to, Arrays.copyOfRange(octets, at, count));
        } else {
          send(to, octets);
        }
        tail = seen.substring(Math.max(0, seen.length() - MARK.length() + 1));
      }
      to.shutdownOutput();
    } catch (SocketException e) {
      // One side has gone; closing both tells the other.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void send(Socket to, byte[] octets) throws IOException {
    to.getOutputStream().write(octets);
    to.getOutputStream().flush();
  }
}
