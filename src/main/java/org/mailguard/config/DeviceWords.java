package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mailguard.config.SourceText.Word;

/**
 * What else stands in the configuration of a PIX or an ASA, so that a whole file can be read and
 * each line gets a true answer.
 *
 * <p>A line that could change who gets in or what is inspected must not be skipped: a guard that is
 * more open than its configuration is the one thing it may never be. Such lines are errors until
 * they are built. Lines on the box itself, its wires, its routes and its own login, are skipped
 * with a warning.
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

  /** Words that begin an entry. */
  private static final int MOST_WORDS = 2;

  static {
    List.of(
            "alias",
            "apply",
            "conduit",
            "dynamic-access-policy-record",
            "established",
            "filter",
            "global",
            "mailhost",
            "name",
            "names",
            "nat",
            "object",
            "object-group",
            "outbound",
            "regex",
            "same-security-traffic",
            "service",
            "shun",
            "sysopt",
            "threat-detection",
            "time-range",
            "policy-map type",
            "class-map type",
            "match access-list",
            "match regex",
            "logging host",
            "logging trap",
            "logging on",
            "logging enable",
            "logging timestamp")
        .forEach(words -> FATES.put(words, Fate.LATER));
    List.of(
            "aaa",
            "aaa-server",
            "arp",
            "asa",
            "asdm",
            "auth-prompt",
            "banner",
            "boot",
            "ca",
            "clock",
            "console",
            "crypto",
            "cryptochecksum",
            "cryptochecksum:",
            "dhcpd",
            "dns",
            "dns-guard",
            "domain-name",
            "duplex",
            "enable",
            "failover",
            "floodguard",
            "fragment",
            "ftp",
            "group-policy",
            "http",
            "icmp",
            "interface",
            "isakmp",
            "lldp",
            "management-access",
            "mgcp",
            "monitor-interface",
            "mtu",
            "nameif",
            "ntp",
            "pager",
            "passwd",
            "password",
            "pdm",
            "pix",
            "prompt",
            "rip",
            "route",
            "router",
            "security-level",
            "shutdown",
            "snmp-server",
            "speed",
            "ssh",
            "ssl",
            "telnet",
            "terminal",
            "tftp-server",
            "tunnel-group",
            "url-cache",
            "url-block",
            "url-server",
            "user-identity",
            "username",
            "virtual",
            "vlan",
            "vpdn",
            "vpn-group",
            "webvpn",
            "ip audit",
            "ip local",
            "ip verify",
            "fixup protocol",
            "inspect ftp",
            "inspect h323",
            "inspect http",
            "inspect dns",
            "inspect icmp",
            "inspect ip-options",
            "inspect netbios",
            "inspect rsh",
            "inspect rtsp",
            "inspect sip",
            "inspect skinny",
            "inspect sqlnet",
            "inspect sunrpc",
            "inspect tftp",
            "inspect xdmcp",
            "logging asdm",
            "logging buffered",
            "logging console",
            "logging facility",
            "logging history",
            "logging message",
            "logging monitor",
            "logging queue",
            "timeout absolute",
            "timeout conn",
            "timeout conn-holddown",
            "timeout floating-conn",
            "timeout h225",
            "timeout h323",
            "timeout half-closed",
            "timeout icmp",
            "timeout mgcp",
            "timeout mgcp-pat",
            "timeout pat-xlate",
            "timeout rpc",
            "timeout sctp",
            "timeout sip",
            "timeout sip-disconnect",
            "timeout sip-invite",
            "timeout sip-provisional-media",
            "timeout sip_media",
            "timeout sunrpc",
            "timeout tcp-proxy-reassembly",
            "timeout uauth",
            "timeout udp",
            "timeout xlate")
        .forEach(words -> FATES.put(words, Fate.SKIPPED));
  }

  private DeviceWords() {}

  /** Of a line that begins with these words and is none of ours. */
  static Optional<Fate> fate(List<Word> words) {
    StringBuilder beginning = new StringBuilder();
    Fate fate = null;
    for (Word word : words.subList(0, Math.min(MOST_WORDS, words.size()))) {
      beginning.append(word.text().toLowerCase(Locale.ROOT));
      fate = FATES.getOrDefault(beginning.toString(), fate);
      beginning.append(' ');
    }
    return Optional.ofNullable(fate);
  }
}
