package org.mailguard.proxy;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Endpoint;

/**
 * A handshake for whoever asks what a server does in TLS. It accepts every certificate, since a
 * mail server's own is the thing asked about and nothing is sent; it says whether this machine
 * would trust it.
 */
final class TlsProbe {
  private TlsProbe() {}

  /** One line for people; {@code socket} is of no use afterwards. */
  static String handshake(Socket socket, Endpoint server) throws IOException {
    Witness witness = new Witness();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {witness}, null);
      try (SSLSocket tls =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(socket, server.host(), server.port(), false)) {
        tls.startHandshake();
        SSLSession session = tls.getSession();
        return session.getProtocol()
            + ", "
            + session.getCipherSuite()
            + ", certificate "
            + witness.certificate();
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("this JDK has no TLS: " + e.getMessage(), e);
    }
  }

  /** Accepts everything and remembers what it saw. */
  private static final class Witness implements X509TrustManager {
    private @Nullable X509Certificate first;
    private String trust = "";

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
      first = chain[0];
      try {
        ofMachine().checkServerTrusted(chain, authType);
        trust = "trusted by this machine";
      } catch (GeneralSecurityException e) {
        trust = "not trusted by this machine: " + e.getMessage();
      }
    }

    private static X509TrustManager ofMachine() throws GeneralSecurityException {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager certificates) {
          return certificates;
        }
      }
      throw new GeneralSecurityException("this machine trusts nobody");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    String certificate() {
      X509Certificate own = first;
      return own == null
          ? "none"
          : own.getSubjectX500Principal().getName()
              + " until "
              + own.getNotAfter().toInstant()
              + ", "
              + trust;
    }
  }
}
