package org.mailguard.doctor.probe;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * What the operator wants to be asked, and how.
 *
 * @param name said in EHLO
 * @param sender in MAIL, empty for the null sender
 * @param patience how long to wait
 * @param ports other ports of a host to compare with, such as 465 and 587
 * @param tlsPorts ports that begin with TLS; {@value #SUBMISSIONS} does in any case
 * @param quiet true if quiet connections are to be held for minutes
 * @param interception an address that nobody has; null if it is not to be called
 * @param inner the same server by another way; null if there is none
 * @param testMail whom to send test messages to; null for none, which is the only case without DATA
 */
public record Asking(
    String name,
    String sender,
    Patience patience,
    List<Integer> ports,
    List<Integer> tlsPorts,
    boolean quiet,
    @Nullable InetSocketAddress interception,
    @Nullable InetSocketAddress inner,
    @Nullable String testMail) {
  /** Submission that begins with TLS, RFC 8314 section 3.3. */
  private static final int SUBMISSIONS = 465;

  public Asking {
    ports = List.copyOf(ports);
    tlsPorts = List.copyOf(tlsPorts);
    for (String word : List.of(name, sender, testMail == null ? "" : testMail)) {
      if (!word.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>')) {
        throw new IllegalArgumentException(Printable.of(word) + " cannot stand in a command");
      }
    }
  }

  /** With no port but {@value #SUBMISSIONS} that begins with TLS. */
  public Asking(
      String name,
      String sender,
      Patience patience,
      List<Integer> ports,
      boolean quiet,
      @Nullable InetSocketAddress interception,
      @Nullable InetSocketAddress inner,
      @Nullable String testMail) {
    this(name, sender, patience, ports, List.of(), quiet, interception, inner, testMail);
  }

  /** The same, where these ports begin with TLS as well. */
  public Asking withTlsPorts(List<Integer> more) {
    return new Asking(name, sender, patience, ports, more, quiet, interception, inner, testMail);
  }

  /** True if nothing is said in clear on this port. */
  boolean beginsWithTls(int port) {
    return port == SUBMISSIONS || tlsPorts.contains(port);
  }
}
