package org.mailguard.doctor.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * TLS that takes any certificate: the doctor sends nothing of worth, and has to see what is there.
 * Whether an authority would vouch for it is asked and written down.
 */
public final class Handshake {
  /** Of a certificate; there are some with thousands. */
  private static final int MOST_NAMES = 50;

  private final @Nullable SSLSocket socket;
  private final TlsSeen seen;

  private Handshake(@Nullable SSLSocket socket, TlsSeen seen) {
    this.socket = socket;
    this.seen = seen;
  }

  /** Null if it did not succeed. */
  public @Nullable SSLSocket socket() {
    return socket;
  }

  /** What came of it. */
  public TlsSeen seen() {
    return seen;
  }

  /**
   * Over a connection that stands.
   *
   * @param host is what is asked for; an address for nothing
   * @param millis to wait for each piece
   */
  public static Handshake over(Socket plain, String host, int millis) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TakesAll()}, null);
      SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, host, 25, true);
      SSLParameters parameters = tls.getSSLParameters();
      if (host.contains(".") && !host.matches("[0-9.]+|.*:.*")) {
        parameters.setServerNames(List.of(new SNIHostName(host)));
      }
      tls.setSSLParameters(parameters);
      tls.setSoTimeout(millis);
      tls.startHandshake();
      return new Handshake(tls, seen(tls));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new Handshake(null, TlsSeen.failed(Printable.of(String.valueOf(e.getMessage()))));
    }
  }

  private static TlsSeen seen(SSLSocket tls) throws IOException, GeneralSecurityException {
    List<byte[]> chain = new ArrayList<>();
    List<X509Certificate> certificates = new ArrayList<>();
    for (Certificate each : tls.getSession().getPeerCertificates()) {
      chain.add(each.getEncoded());
      certificates.add((X509Certificate) each);
    }
    X509Certificate first = certificates.getFirst();
    byte[] key = MessageDigest.getInstance("SHA-256").digest(first.getPublicKey().getEncoded());
    return new TlsSeen(
        "",
        tls.getSession().getProtocol(),
        tls.getSession().getCipherSuite(),
        names(first),
        Printable.of(first.getIssuerX500Principal().getName()),
        first.getNotAfter().toInstant().toString(),
        trust(certificates),
        HexFormat.of().formatHex(key),
        chain);
  }

  private static List<String> names(X509Certificate certificate)
      throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      for (List<?> each : alternatives) {
        // 2 is a DNS name, RFC 5280 section 4.2.1.6.
        if (Integer.valueOf(2).equals(each.get(0)) && names.size() < MOST_NAMES) {
          names.add(Printable.of(String.valueOf(each.get(1))));
        }
      }
    }
    if (names.isEmpty()) {
      Arrays.stream(certificate.getSubjectX500Principal().getName().split(",", -1))
          .filter(part -> part.startsWith("CN="))
          .forEach(part -> names.add(Printable.of(part.substring(3))));
    }
    return names;
  }

  private static String trust(List<X509Certificate> chain) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager authorities) {
        try {
          authorities.checkServerTrusted(
              chain.toArray(new X509Certificate[0]),
              chain.getFirst().getPublicKey().getAlgorithm());
          return "";
        } catch (CertificateException e) {
          return Printable.bounded(Printable.of(String.valueOf(e.getMessage())), 200);
        }
      }
    }
    return "no authorities are known here";
  }

  /** Extended, since of the plain kind the JDK checks names itself. */
  private static final class TakesAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
