package org.mailguard.doctor.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.report.TinyDns;
import org.mailguard.proxy.SelfSigned;

/**
 * The policy of MTA-STS from an HTTPS server. The mail server of each case offers no STARTTLS, so
 * that whoever had read a policy would accuse somebody.
 */
class PolicyFetchTest {
  private static final String POLICY =
      "version: STSv1\r\nmode: enforce\r\nmx: mx.example.test\r\nmax_age: 604800\r\n";

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BRIEF = Duration.ofMillis(300);

  /** Its authority is itself, and trusted by those who use it as a client. */
  private static SSLContext context;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    context = SelfSigned.context(folder, "mta-sts.example.test");
  }

  /** What a sender would know of a domain whose policy is served so. */
  private static TlsPolicy policy(String domain, HttpHandler handler, Duration patience)
      throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.setExecutor(threads);
      server.createContext("/", handler);
      server.start();
      return policy(domain, context.getSocketFactory(), server.getAddress().getPort(), patience);
    } finally {
      server.stop(0);
    }
  }

  private static TlsPolicy policy(String domain, SSLSocketFactory tls, int port, Duration patience)
      throws IOException {
    try (TinyDns dns =
        TinyDns.serve(
            "_mta-sts." + domain + ". TXT \"v=STSv1; id=20261129\"",
            "mta-sts." + domain + ". A 127.0.0.1")) {
      return TlsPolicy.of(
          Names.by(dns.address()),
          new PolicyFetch(tls, port, patience),
          domain,
          "mx." + domain,
          25);
    }
  }

  private static TlsPolicy policy(HttpHandler handler) throws IOException {
    return policy("example.test", handler, PATIENCE);
  }

  private static void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] octets = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, octets.length);
    exchange.getResponseBody().write(octets);
    exchange.close();
  }

  private static List<String> accusations(TlsPolicy policy) {
    Heard ehlo = new Heard(List.of("250-mx", "250 DSN"), Heard.Ending.WHOLE, 1, 1, 1);
    Visit visit =
        new Visit(
            Step.TLS,
            "192.0.2.9:25",
            Instant.EPOCH,
            1,
            null,
            List.of(new Exchange("EHLO a.test", "", 1, ehlo)),
            null);
    return policy.facts("mx.example.test", List.of(visit)).stream()
        .map(Observation::subject)
        .toList();
  }

  private static void assertNobodyIsAccused(TlsPolicy policy, String trouble) {
    assertThat(policy.trouble()).contains(trouble);
    assertThat(accusations(policy)).isEmpty();
  }

  @Test
  void aPolicyIsRead() throws IOException {
    TlsPolicy policy =
        policy(exchange -> {
          boolean right =
              exchange.getRequestURI().getPath().equals("/.well-known/mta-sts.txt")
                  && "mta-sts.example.test".equals(exchange.getRequestHeaders().getFirst("Host"));
          answer(exchange, right ? 200 : 404, POLICY);
        });
    assertThat(policy.trouble()).isEmpty();
    assertThat(policy.hosts()).containsExactly("mx.example.test");
    assertThat(accusations(policy)).containsExactly("sts-without-starttls");
  }

  @Test
  void aPolicyInChunksIsRead() throws IOException {
    TlsPolicy policy =
        policy(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (String line : POLICY.splitWithDelimiters("\r\n", -1)) {
            exchange.getResponseBody().write(line.getBytes(UTF_8));
            exchange.getResponseBody().flush();
          }
          exchange.close();
        });
    assertThat(policy.trouble()).isEmpty();
    assertThat(accusations(policy)).containsExactly("sts-without-starttls");
  }

  @Test
  void whatIsNotThereIsNoPolicy() throws IOException {
    assertNobodyIsAccused(policy(exchange -> answer(exchange, 404, POLICY)), "not 404");
    assertNobodyIsAccused(policy(exchange -> answer(exchange, 500, POLICY)), "not 500");
  }

  /** RFC 8461 section 3.3; whoever could redirect could also say what the policy is. */
  @Test
  void aRedirectIsNotFollowed() throws IOException {
    AtomicInteger followed = new AtomicInteger();
    TlsPolicy policy =
        policy(exchange -> {
          if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
            followed.incrementAndGet();
            answer(exchange, 200, POLICY);
          } else {
            String host = exchange.getRequestHeaders().getFirst("Host");
            int port = exchange.getLocalAddress().getPort();
            exchange
                .getResponseHeaders()
                .set("Location", "https://" + host + ":" + port + "/elsewhere");
            answer(exchange, 301, POLICY);
          }
        });
    assertNobodyIsAccused(policy, "301, and a redirect must not be followed");
    assertThat(followed).hasValue(0);
  }

  /** Cut off, it might lack the very line that lists the host. */
  @Test
  void aPolicyThatIsTooLargeIsNone() throws IOException {
    String large = POLICY + "mx: filler.example.test\r\n".repeat(3000);
    assertNobodyIsAccused(policy(exchange -> answer(exchange, 200, large)), "65536 octets");
    TlsPolicy chunked =
        policy(exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(large.getBytes(UTF_8));
          exchange.close();
        });
    assertNobodyIsAccused(chunked, "65536 octets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>mode: enforce</body></html>",
        "mode: enforce\nmx: other.test\n",
        "version: STSv2\nmode: enforce\nmx: other.test\n",
        "version: STSv1\nmode: enforced\nmx: other.test\n",
        "version: STSv1\nmode: enforce\n",
        ""
      })
  void wrongContentIsNoPolicy(String content) throws IOException {
    TlsPolicy policy = policy(exchange -> answer(exchange, 200, content));
    assertNobodyIsAccused(policy, "a policy has a line");
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    HttpHandler endless =
        exchange -> {
          exchange.sendResponseHeaders(200, POLICY.length() + 1);
          exchange.getResponseBody().write(POLICY.getBytes(UTF_8));
          exchange.getResponseBody().flush();
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.setExecutor(threads);
      server.createContext("/", endless);
      server.start();
      int port = server.getAddress().getPort();
      assertNobodyIsAccused(
          policy("example.test", context.getSocketFactory(), port, BRIEF), "took too long");
      over.countDown();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aHostThatSaysNothingIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK)) {
      assertNobodyIsAccused(
          policy("example.test", context.getSocketFactory(), silent.getLocalPort(), BRIEF),
          "took too long");
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTaken() throws IOException {
    TlsPolicy policy = policy("other.test", exchange -> answer(exchange, 200, POLICY), PATIENCE);
    assertNobodyIsAccused(policy, "No subject alternative DNS name matching mta-sts.other.test");
    assertThat(policy.hosts()).isEmpty();
  }

  @Test
  void aCertificateOfNoAuthorityIsNotTaken() throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    try {
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      server.createContext("/", exchange -> answer(exchange, 200, POLICY));
      server.start();
      int port = server.getAddress().getPort();
      assertNobodyIsAccused(
          policy("example.test", PolicyFetch.USUAL.tls(), port, PATIENCE), "PKIX");
    } finally {
      server.stop(0);
    }
  }

  /** There is no address, so a question would be trouble. */
  @Test
  void withoutItsOneRecordInTheDnsNothingIsFetched() throws IOException {
    for (List<String> zone :
        List.of(
            List.of("example.test. A 127.0.0.1"),
            List.of("_mta-sts.example.test. TXT \"v=STSv10; id=1\""),
            List.of(
                "_mta-sts.example.test. TXT \"v=STSv1; id=1\"",
                "_mta-sts.example.test. TXT \"v=STSv1; id=2\""))) {
      try (TinyDns dns = TinyDns.serve(zone.toArray(new String[0]))) {
        TlsPolicy policy =
            TlsPolicy.of(
                Names.by(dns.address()),
                new PolicyFetch(context.getSocketFactory(), 9, PATIENCE),
                "example.test",
                "mx.example.test",
                25);
        assertThat(policy.trouble()).isEmpty();
        assertThat(accusations(policy)).isEmpty();
      }
    }
  }
}
