package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of TCP ports. The device prints a port by its name if it has one for it and by number
 * otherwise (reference: cisco-mailguard 8.4); names that only we or newer releases know are read
 * but never written.
 */
final class PortNames {
  static final int SMTP = 25;
  static final int HIGHEST = 65_535;

  private static final Map<String, Integer> DEVICE = new LinkedHashMap<>();
  private static final Map<String, Integer> OTHERS = new LinkedHashMap<>();

  static {
    put(
        DEVICE,
        """
        aol 5190, bgp 179, chargen 19, citrix-ica 1494, ctiqbe 2748, daytime 13, discard 9,
        domain 53, echo 7, exec 512, finger 79, ftp 21, ftp-data 20, gopher 70, h323 1720,
        hostname 101, https 443, ident 113, imap4 143, irc 194, klogin 543, kshell 544, ldap 389,
        ldaps 636, login 513, lotusnotes 1352, lpd 515, netbios-ssn 139, nntp 119,
        pcanywhere-data 5631, pop2 109, pop3 110, pptp 1723, rsh 514, rtsp 554, sip 5060,
        smtp 25, sqlnet 1521, ssh 22, sunrpc 111, tacacs 49, talk 517, telnet 23, uucp 540,
        whois 43, www 80
        """);
    // Of UDP, of newer releases and of our own. Names of UDP stand in lines that carry no mail.
    put(
        OTHERS,
        """
        biff 512, dns 53, bootpc 68, bootps 67, cifs 3020, cmd 514, dnsix 195, http 80, isakmp 500,
        kerberos 750, lmtp 24, mobile-ip 434, nameserver 42, netbios-dgm 138, netbios-ns 137,
        nfs 2049, ntp 123, pcanywhere-status 5632, pim-auto-rp 496, radius 1645, radius-acct 1646,
        rip 520, secureid-udp 5510, smtps 465, snmp 161, snmptrap 162, submission 587,
        submissions 465, syslog 514, tftp 69, time 37, urd 465, who 513, xdmcp 177
        """);
  }

  static final Kind<Integer> KIND =
      Kind.of(Integer.class, "a port: 1 to 65535, or a name such as smtp", PortNames::read)
          .withNames(known());

  private PortNames() {}

  private static void put(Map<String, Integer> names, String pairs) {
    for (String pair : pairs.strip().split(",\\s+", -1)) {
      int blank = pair.indexOf(' ');
      names.put(pair.substring(0, blank), Integer.valueOf(pair.substring(blank + 1)));
    }
  }

  private static List<String> known() {
    List<String> names = new ArrayList<>(DEVICE.keySet());
    names.addAll(OTHERS.keySet().stream().sorted().toList());
    return names;
  }

  private static Reading<Integer> read(String word) {
    Integer port = DEVICE.getOrDefault(word, OTHERS.get(word));
    if (port != null) {
      return new Reading.Value<>(port);
    }
    return switch (Kind.range(1, HIGHEST).read(word)) {
      case Reading.Value<Integer> value -> value;
      case Reading.Wrong<Integer> _ -> new Reading.Wrong<>(word + " is no port");
      case Reading.Other<Integer> other -> other;
    };
  }

  /** As the device prints it. */
  static String print(int port) {
    for (Map.Entry<String, Integer> entry : DEVICE.entrySet()) {
      if (entry.getValue() == port) {
        return entry.getKey();
      }
    }
    return Integer.toString(port);
  }
}
