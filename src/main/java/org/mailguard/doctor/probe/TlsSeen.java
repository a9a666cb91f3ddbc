package org.mailguard.doctor.probe;

import java.util.List;

/**
 * What was seen of TLS; every certificate is taken.
 *
 * @param failure why the handshake did not succeed, or empty
 * @param protocol such as {@code TLSv1.3}
 * @param names of the certificate: its DNS names, or its common name
 * @param issuer as in the certificate
 * @param trust why no authority vouches for it, or empty
 * @param key SHA-256 of the public key, in hexadecimal
 * @param chain the certificates in DER, the server's first
 */
public record TlsSeen(
    String failure,
    String protocol,
    String cipher,
    List<String> names,
    String issuer,
    String expires,
    String trust,
    String key,
    List<byte[]> chain) {
  public TlsSeen {
    names = List.copyOf(names);
    chain = List.copyOf(chain);
  }

  static TlsSeen failed(String failure) {
    return new TlsSeen(failure, "", "", List.of(), "", "", "", "", List.of());
  }

  public boolean isUp() {
    return failure.isEmpty();
  }

  /** True if the certificate is for {@code host}; a star stands for one label, RFC 9525. */
  public boolean isFor(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    int dot = name.indexOf('.');
    return names.stream()
        .anyMatch(known ->
            known.equalsIgnoreCase(name)
                || (known.startsWith("*.")
                    && dot > 0
                    && known.substring(1).equalsIgnoreCase(name.substring(dot))));
  }
}
