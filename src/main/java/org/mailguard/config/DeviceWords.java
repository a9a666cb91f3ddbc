package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mailguard.config.SourceText.Word;

/**
 * What else stands in the configuration of a PIX or an ASA, so that a whole file can be read and
 * each line gets a true answer.
 *
 * <p>A line that could change who gets in or what is inspected must not be skipped: a guard that is
 * more open than its configuration is the one thing it may never be. Such lines are errors until
 * they are built. Lines on the box itself, its wires, its routes and its own login, are skipped
 * with a warning. An entry must not fit a line of ours that has a mistake in it, so {@code fixup
 * protocol} alone is none.
 */
final class DeviceWords {
  /** What becomes of a line of the device. */
  enum Fate {
    /** Carries policy on mail: not built yet, and the file is refused. */
    LATER,
    /** Not about mail: skipped with a warning. */
    SKIPPED
  }

  private static final Map<String, Fate> FATES = new HashMap<>();

  /** Words that an entry has at most. */
  private static final int MOST_WORDS = 3;

  static {
    put(
        Fate.LATER,
        """
        alias, apply, class-map type, conduit, established, logging enable, logging host,
        logging on, logging timestamp, logging trap, mailhost, match access-list, match regex,
        name, nat, object, object-group, outbound, policy-map type, regex, same-security-traffic,
        service, shun, time-range
        """);
    put(
        Fate.SKIPPED,
        """
        aaa, aaa-server, arp, asa version, asdm, auth-prompt, banner, boot, ca, clock, console,
        crypto, cryptochecksum, dhcpd, dns, dns-guard, domain-name, duplex,
        dynamic-access-policy-record, enable, failover, filter, floodguard, fragment, ftp, global,
        group-policy, http, icmp, interface, isakmp, lldp, management-access, mgcp,
        monitor-interface, mtu, nameif, names, nat (inside), ntp, pager, passwd, password, pdm,
        pix version, prompt, rip, route, router, security-level, service resetinbound,
        service resetoutside, shutdown, snmp-server, speed, ssh, ssl, sysopt, telnet, terminal,
        tftp-server, threat-detection, tunnel-group, url-block, url-cache, url-server,
        user-identity, username, virtual, vlan, vpdn, vpngroup, webvpn, fixup protocol ctiqbe,
        fixup protocol dns, fixup protocol esp-ike, fixup protocol ftp, fixup protocol h323,
        fixup protocol http, fixup protocol icmp, fixup protocol ils, fixup protocol mgcp,
        fixup protocol pptp, fixup protocol rsh, fixup protocol rtsp, fixup protocol sip,
        fixup protocol skinny, fixup protocol snmp, fixup protocol sqlnet, fixup protocol tftp,
        inspect ctiqbe, inspect dns, inspect ftp, inspect h323, inspect http, inspect icmp,
        inspect ils, inspect im, inspect ip-options, inspect ipsec-pass-thru, inspect mgcp,
        inspect netbios, inspect pptp, inspect rsh, inspect rtsp, inspect sip, inspect skinny,
        inspect snmp, inspect sqlnet, inspect sunrpc, inspect tftp, inspect xdmcp, ip audit,
        ip local, ip verify, logging asdm, logging buffered, logging console, logging facility,
        logging history, logging message, logging monitor, logging queue, logging standby,
        timeout absolute, timeout conn, timeout conn-holddown, timeout floating-conn,
        timeout h225, timeout h323, timeout half-closed, timeout icmp, timeout mgcp,
        timeout mgcp-pat, timeout pat-xlate, timeout rpc, timeout sctp, timeout sip,
        timeout sip-disconnect, timeout sip-invite, timeout sip-provisional-media,
        timeout sip_media, timeout sunrpc, timeout tcp-proxy-reassembly, timeout uauth,
        timeout udp, timeout xlate
        """);
  }

  private DeviceWords() {}

  private static void put(Fate fate, String entries) {
    for (String words : entries.strip().split(",\\s+", -1)) {
      FATES.put(words, fate);
    }
  }

  /** The beginnings of lines that have a fate. */
  static Set<String> entries() {
    return FATES.keySet();
  }

  /** Of a line that begins with these words and is none of ours. */
  static Optional<Fate> fate(List<Word> words) {
    StringBuilder beginning = new StringBuilder();
    Fate fate = null;
    for (Word word : words.subList(0, Math.min(MOST_WORDS, words.size()))) {
      beginning.append(bare(word.text()));
      fate = FATES.getOrDefault(beginning.toString(), fate);
      beginning.append(' ');
    }
    return Optional.ofNullable(fate);
  }

  /** In lower case, and {@code Cryptochecksum:3a11...} without what it goes on with. */
  private static String bare(String word) {
    int colon = word.indexOf(':');
    return (colon > 0 ? word.substring(0, colon) : word).toLowerCase(Locale.ROOT);
  }
}
