package org.mailguard.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mailguard.config.SourceText.Word;

/**
 * What else stands in the configuration of a PIX or an ASA, so that a whole file can be read and
 * each line gets a true answer.
 *
 * <p>Lines on the box itself, its wires, its routes and its management, are not used, each for a
 * reason that is reported. A line that could change who gets in or what is inspected must not stand
 * here: a guard that is more open than its configuration is the one thing it may never be. Nor may
 * an entry fit a line of ours that has a mistake in it, so {@code fixup protocol} alone is none.
 *
 * <p>In an entry {@code #} stands for a number, {@code (*)} and {@code (*,*)} for interfaces.
 */
final class DeviceWords {
  private static final Map<String, String> REASONS = new HashMap<>();
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Pattern PAIR =
      Pattern.compile("\\([A-Za-z][^\\s(),;]*,[A-Za-z][^\\s(),;]*\\)");
  private static final Pattern ONE = Pattern.compile("\\([A-Za-z][^\\s(),;]*\\)");

  /** Words that an entry has at most. */
  private static final int MOST_WORDS = 5;

  static {
    notUsed(
        "routes, addresses and wires are the kernel's",
        """
        age, arp, bridge-group, bandwidth, delay, encapsulation, link, linkpath,
         channel-group, clear arp, dhcp, dhcpd,
        dhcprelay, dns domain-lookup, dns-guard, duplex, flowcontrol, fragment, icmp,
        ip dhcp, ip local, ip nd, ip verify, ipv6 dhcprelay, ipv6 enable, ipv6 icmp, ipv6 local,
        ipv6 nd, ipv6 route, ipv6 unicast-routing, jumbo-frame, key chain, lacp, lldp, mac-address,
        mac-address-table, management-only, mroute, mtu, multicast-routing, ospf,
        policy-list, policy-route, port-channel, prefix-list, priority-queue, rip, route,
        route-map, router, service-module, setup, shutdown, sla, speed, switchport, sysopt,
        tcp-map, track, virtual, vlan, xlate, zone, zone-member, firewall transparent,
        ip tcp, pim, igmp, nve, vxlan, authentication mode,
        authentication key, split-horizon, summary-address, ipv6 prefix-list, ip prefix-list,
        as-path, community-list, debounce, bfd, bfd-template, hpm, plr, cluster-pool,
        mac address, standby, backup, dhcp-network-scope, hold-queue,
        flow-offload
        """);
    notUsed(
        "log-in through the device, and its management by other ways than a console",
        """
        aaa accounting, aaa authentication exclude, aaa authentication http,
        aaa authentication include, aaa authentication listener,
        aaa authentication login-history, aaa authentication match,
        aaa authentication secure-http-client, aaa authorization exclude, aaa authorization http,
        aaa authorization include, aaa authorization match, aaa local authentication,
        aaa mac-exempt, aaa new-model, aaa proxy-limit,
        aaa-server, asdm, ctl-file, ctl-provider, fips, group-delimiter, license-server,
        local-host, mac-list, nac, radius-server, tacacs-server, session enable,
        auth-prompt, changeto, configure, cryptochecksum, enable outside,
        http, ldap, management-access, password encryption, password-policy, pdm, prompt,
        ssh authentication pkf, ssh cipher, ssh key-exchange, ssh pubkey-chain, ssh scopy,
        ssh stack, ssh stricthostkeycheck, ssl, tls-proxy, user-identity, user-message, rest-api,
        command-alias, snmp, snmp-map, snmp-server,
        tftp-server, url-block, url-cache, url-server, filter, radius-common-pw, zonelabs-integrity,
        admin-context, license, activation-key,
        hostscan, object-group user, object-group security, object-group-search,
        terminal monitor, terminal pager, ftp, scansafe
        """);
    notUsed(
        "VPN: the guard carries mail that comes in plain TCP",
        """
        ca, client-update, crypto, dynamic-access-policy-config, email, group-lock, memberof,
        password-storage, vpn-access-hours, vpn-filter, vpn-framed-ip-address,
        vpn-framed-ipv6-address, vpn-group-policy, vpn-idle-timeout, vpn-session-timeout,
        vpn-simultaneous-logins, vpn-tunnel-protocol, imap4s, ipsec, ipsec-manual,
        pop3s, remote-access, smtps, svc, url-list, vpn, dynamic-access-policy-record,
        group-policy, isakmp, ikev1,
        ikev2, l2tp, tunnel-group, tunnel-group-map, vpdn, vpn-addr-assign, vpn-sessiondb,
        vpnclient, vpngroup, vpnsetup, webvpn, smtp-server, anyconnect, anyconnect-custom-attr,
        anyconnect-custom-data, compression, eou, nac-policy, vpn-load-balancing
        """);
    notUsed(
        "fail-over and clustering of two boxes",
        """
        cluster, failover, monitor-interface, asp load-balance
        """);
    notUsed(
        "the machine's own matters: files, clock, start, reports",
        """
        boot, building, [ok], config-register, dns-group, event manager, file, mount, syslog,
        call-home, checkheaps, clock set, forward-reference, coredump, crashinfo, dns,
        dns-server, domain-name, flow-export, floodguard, gdb, memory, ntp,
        service call-home, service password-recovery, service sw-reset-button, smart-call-home,
        logging asdm, logging asdm-buffer-size,
        logging class, logging console, logging debug-trace, logging emblem, logging flash-bufferwrap,
        logging flash-maximum-allocation, logging flash-minimum-free, logging from-address,
        logging ftp-bufferwrap, logging ftp-server, logging hide, logging history,
        logging list,
        logging mail, logging permit-hostdown, logging queue, logging rate-limit,
        logging recipient-address, logging savelog, logging standby, logging flow-export-syslogs,
        setroute, hw-module, imgwrite, wccp, license smart,
        capture
        """);
    notUsed(
        "connections from the inside to the outside; the guard carries those to published servers",
        """
        apply, global, nat-control, nat (*), nat (*,*) dynamic, nat (*,*) source dynamic,
        nat (*,*) # source dynamic, nat (*,*) after-auto source dynamic,
        nat (*,*) after-auto # source dynamic, outbound, alias
        """);
    notUsed(
        "another protocol than SMTP",
        """
        fixup protocol ctiqbe, fixup protocol dns, fixup protocol esp-ike, fixup protocol ftp,
        fixup protocol h323, fixup protocol http, fixup protocol icmp, fixup protocol ils,
        fixup protocol mgcp, fixup protocol pptp, fixup protocol rsh, fixup protocol rtsp,
        fixup protocol sip, fixup protocol skinny, fixup protocol snmp, fixup protocol sqlnet,
        fixup protocol tftp, inspect ctiqbe, inspect dcerpc, inspect diameter, inspect dns,
        inspect ftp, inspect gtp, inspect h323, inspect http, inspect icmp, inspect ils, inspect im,
        inspect ip-options, inspect ipsec-pass-thru, inspect ipv6, inspect lisp, inspect m3ua,
        inspect mgcp, inspect mmp, inspect netbios, inspect pptp, inspect radius-accounting,
        inspect rsh, inspect rtsp, inspect scansafe, inspect sctp, inspect sip, inspect skinny,
        inspect snmp, inspect sqlnet, inspect stun, inspect sunrpc, inspect tftp, inspect waas,
        inspect xdmcp, h323-map, im, media-termination, phone-proxy, sunrpc-server, uc-ime,
        class-map type inspect http, class-map type inspect dns,
        class-map type inspect ftp, class-map type inspect im, class-map type inspect sip,
        class-map type inspect h323, class-map type inspect rtsp, class-map type inspect scansafe,
        class-map type management, policy-map type inspect dcerpc, policy-map type inspect dns,
        policy-map type inspect ftp, policy-map type inspect gtp, policy-map type inspect h323,
        policy-map type inspect http, policy-map type inspect im,
        policy-map type inspect ip-options, policy-map type inspect ipsec-pass-thru,
        policy-map type inspect ipv6, policy-map type inspect mgcp,
        policy-map type inspect netbios, policy-map type inspect radius-accounting,
        policy-map type inspect rtsp, policy-map type inspect sip, policy-map type inspect skinny,
        policy-map type inspect snmp, policy-map type inspect waas, ip audit, mgcp-map, gtp-map,
        ftp-map, http-map, sip-map, dns-map, timeout conn-holddown, timeout icmp-error, timeout igp
        """);
    notUsed(
        "other scanners of the device; what they stop is not stopped here",
        """
        csc, cx, cxsc, dynamic-filter, ips, sfr
        """);
    notUsed(
        "shares the line or guards the device's own memory; see limit",
        """
        police, priority, set, shape, user-statistics, threat-detection, queue-limit,
        random-detect, tx-ring-limit
        """);
    notUsed(
        "lists of this kind name routes, clients of a VPN, or frames of a bridge",
        """
        access-list-standard
        """);
    notUsed(
        "permits answers to connections from the inside, which the guard does not carry",
        """
        established
        """);
  }

  private DeviceWords() {}

  private static void notUsed(String reason, String entries) {
    for (String words : entries.strip().split(",\\s+", -1)) {
      REASONS.put(words, reason);
    }
  }

  /** The beginnings of lines that are known. */
  static Set<String> entries() {
    return REASONS.keySet();
  }

  /** Why a line that begins with these words is not used, if it is none of ours. */
  static Optional<String> reason(List<Word> words) {
    if (isListOfAnotherKind(words)) {
      return Optional.ofNullable(REASONS.get("access-list-standard"));
    }
    StringBuilder beginning = new StringBuilder();
    String reason = null;
    for (Word word : words.subList(0, Math.min(MOST_WORDS, words.size()))) {
      beginning.append(bare(word.text()));
      reason = REASONS.getOrDefault(beginning.toString(), reason);
      beginning.append(' ');
    }
    return Optional.ofNullable(reason);
  }

  /** {@code access-list ID standard}: the word that tells stands behind a name. */
  private static boolean isListOfAnotherKind(List<Word> words) {
    return words.size() > 2
        && words.getFirst().text().equalsIgnoreCase("access-list")
        && Set.of("standard", "ethertype", "webtype")
            .contains(words.get(2).text().toLowerCase(Locale.ROOT));
  }

  /** In lower case, and {@code Cryptochecksum:3a11...} without what it goes on with. */
  private static String bare(String word) {
    int colon = word.indexOf(':');
    String bare = (colon > 0 ? word.substring(0, colon) : word).toLowerCase(Locale.ROOT);
    return NUMBER.matcher(bare).matches()
        ? "#"
        : PAIR.matcher(bare).matches() ? "(*,*)" : ONE.matcher(bare).matches() ? "(*)" : bare;
  }
}
