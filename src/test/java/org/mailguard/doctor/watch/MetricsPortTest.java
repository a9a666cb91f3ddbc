package org.mailguard.doctor.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricsPortTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private static MetricsPort open() throws IOException {
    return MetricsPort.open(
        ANY,
        () -> "up 1\n",
        why -> {
          throw new IllegalStateException(why);
        });
  }

  private static String ask(MetricsPort port, String request) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port.address().getPort())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void metricsAreThereAndNothingElse() throws IOException {
    try (MetricsPort port = open()) {
      assertThat(ask(port, "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4;")
          .contains("\r\nContent-Length: 5\r\n")
          .endsWith("\r\n\r\nup 1\n");
      assertThat(ask(port, "GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
      assertThat(ask(port, "POST /metrics HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 405 ")
          .contains("\r\nAllow: GET\r\n");
      assertThat(ask(port, "EHLO a\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aRequestWithoutEndIsCutOff() throws IOException {
    try (MetricsPort port = open()) {
      assertThat(ask(port, "GET /metrics HTTP/1.1\r\n" + "x".repeat(8192 - 23)))
          .startsWith("HTTP/1.1 400 ");
      for (int i = 0; i < 20; i++) {
        assertThat(ask(port, "GET /metrics HTTP/1.1\r\n\r\n")).contains(" 200 ");
      }
    }
  }

  @Test
  void othersThanThisMachineGetNothing() {
    assertThatThrownBy(() ->
            MetricsPort.open(
                new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0), () -> "", _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("loopback")
        .hasMessageNotContaining("/");
  }
}
