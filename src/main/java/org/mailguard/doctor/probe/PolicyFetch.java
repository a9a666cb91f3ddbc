package org.mailguard.doctor.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches the policy of a domain for MTA-STS, RFC 8461 section 3.3. The certificate has to be good,
 * the answer has to be 200, and a redirect is not followed.
 *
 * <p>The JDK's client is not used: it asks the machine's own name servers, whatever the operator
 * named, and has no limit on the time that a body takes.
 *
 * @param tls which authorities are trusted
 * @param port of HTTPS
 * @param patience for all of it
 */
record PolicyFetch(SSLSocketFactory tls, int port, Duration patience) {
  /** As a sender does it. */
  static final PolicyFetch USUAL =
      new PolicyFetch(
          (SSLSocketFactory) SSLSocketFactory.getDefault(), 443, Duration.ofSeconds(10));

  private static final String PATH = "/.well-known/mta-sts.txt";

  /**
   * The text.
   *
   * @throws IOException with the reason, if there is none to be had
   */
  String text(Names names, String domain) throws IOException {
    String host = "mta-sts." + domain;
    List<InetAddress> addresses = names.addresses(host);
    if (addresses.isEmpty()) {
      throw new IOException(host + " has no address");
    }
    long deadline = System.nanoTime() + patience.toNanos();
    IOException last = new IOException(host + " was not asked");
    for (InetAddress address : addresses) {
      try (Socket plain = new Socket()) {
        plain.connect(new InetSocketAddress(address, port), millis(deadline, host));
        return bounded(plain, host, deadline);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("https://" + host + PATH + ": " + last.getMessage(), last);
  }

  private static int millis(long deadline, String host) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new IOException(host + " took too long");
    }
    return (int) left;
  }

  /** A host that sends an octet now and then would outlast every time limit on a single read. */
  private String bounded(Socket plain, String host, long deadline) throws IOException {
    Thread watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(Duration.ofNanos(deadline - System.nanoTime()));
                plain.close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was answered in time
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    try {
      return ask(plain, host);
    } catch (IOException e) {
      millis(deadline, host);
      throw e;
    } finally {
      watch.interrupt();
    }
  }

  private String ask(Socket plain, String host) throws IOException {
    try (SSLSocket secret = (SSLSocket) tls.createSocket(plain, host, port, true)) {
      SSLParameters parameters = secret.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(host)));
      secret.setSSLParameters(parameters);
      secret.startHandshake();
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: text/plain\r\nConnection: close\r\n\r\n"
              .formatted(PATH, host);
      secret.getOutputStream().write(request.getBytes(US_ASCII));
      secret.getOutputStream().flush();
      InputStream in = secret.getInputStream();
      return HttpAnswer.read(in).body();
    } catch (IllegalArgumentException e) {
      throw new IOException(host + " is no host name", e);
    }
  }
}
