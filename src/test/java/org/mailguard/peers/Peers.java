package org.mailguard.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mail software that the tests talk to, the browser that they look with, and whether it is on
 * this machine. Postfix and the clients are installed as Debian packages; Exim and OpenSMTPD, which
 * cannot be installed beside Postfix, are unpacked into a folder of their own.
 */
public final class Peers {
  /** A file of each package, by the package's name. */
  private static final Map<String, String> INSTALLED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("chromium", "/usr/bin/chromium"),
              Map.entry("expect", "/usr/bin/expect"),
              Map.entry("telnet", "/usr/bin/telnet"),
              Map.entry("openssh-client", "/usr/bin/ssh"),
              Map.entry("postfix", "/usr/sbin/postfix"),
              Map.entry("swaks", "/usr/bin/swaks"),
              Map.entry("sasl2-bin", "/usr/sbin/saslpasswd2"),
              Map.entry("python3-dkim", "/usr/lib/python3/dist-packages/dkim/__init__.py"),
              Map.entry("openssl", "/usr/bin/openssl"),
              Map.entry("rancid", "/usr/lib/rancid/bin/clogin"),
              Map.entry("haproxy", "/usr/sbin/haproxy"),
              Map.entry("nginx", "/usr/sbin/nginx"),
              Map.entry("chasquid", "/usr/bin/chasquid"),
              Map.entry("qpsmtpd", "/usr/bin/qpsmtpd-forkserver"),
              Map.entry("stunnel4", "/usr/bin/stunnel4"),
              Map.entry("tcpdump", "/usr/bin/tcpdump"),
              Map.entry("rsyslog", "/usr/sbin/rsyslogd"),
              // Its module lies in a folder with the processor's name.
              Map.entry("rsyslog-gnutls", "/usr/share/doc/rsyslog-gnutls/copyright")));

  private Peers() {}

  /** What keeps the peers from running here, a line each; empty if nothing does. */
  static List<String> missing() {
    List<String> missing = new ArrayList<>();
    INSTALLED.forEach((name, file) -> {
      if (!Files.exists(Path.of(file))) {
        missing.add("package " + name);
      }
    });
    for (Path program : List.of(exim(), openSmtpd())) {
      if (!Files.isExecutable(program)) {
        missing.add("unpacked " + program);
      }
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      missing.add("root (mail servers change users and mount namespaces)");
    }
    return missing;
  }

  static Path exim() {
    return unpacked("exim4").resolve("usr/sbin/exim4");
  }

  static Path openSmtpd() {
    return unpacked("opensmtpd").resolve("usr/sbin/smtpd");
  }

  /** A server in JavaScript, of which Debian has no package; it may be missing. */
  static Path haraka() {
    return unpacked("haraka").resolve("node_modules/.bin/haraka");
  }

  /** Where the files of a package lie that is unpacked, not installed. */
  static Path unpacked(String name) {
    String folder = System.getenv().getOrDefault("MAILGUARD_PEERS", "/var/cache/mailguard/peers");
    return Path.of(folder, name);
  }
}
