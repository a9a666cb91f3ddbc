package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.AddressSetting.Behind;
import org.mailguard.config.AddressSetting.Bounds;
import org.mailguard.config.AddressSetting.MailHost;
import org.mailguard.config.AddressSetting.Pair;
import org.mailguard.config.AddressSetting.Static;

/** Which servers stand behind the guard, in the words of the PIX and of the ASA up to 8.2. */
final class AddressStatements {
  private static final Argument<Pair> PAIR =
      new Argument<>("real,mapped", Kinds.PAIR, "Where the server is, where clients come from");
  private static final Argument<InetAddress> GLOBAL =
      new Argument<>("global", Kinds.ADDRESS, "Address that clients connect to");
  private static final Argument<Integer> GLOBAL_PORT =
      new Argument<>("global-port", PortNames.KIND, "Port that clients connect to");
  private static final Argument<String> SERVER =
      new Argument<>("server", Kinds.SERVER, "The mail server");
  private static final Argument<Integer> SERVER_PORT =
      new Argument<>("server-port", PortNames.KIND, "Port of the mail server");
  private static final Argument<String> LIST =
      new Argument<>(
          "list", Kinds.NAME, "A list whose source is the server and whose destination its peers");
  private static final Argument<Integer> MASK =
      new Argument<>(
          "mask", Kinds.MASK, "255.255.255.255 for one address, shorter for a network of servers");
  private static final Argument<Integer> CONNECTIONS =
      new Argument<>("connections", Kind.range(0, 65_535), "Connections at once, 0 for no limit");
  private static final Argument<Integer> EMBRYONIC =
      new Argument<>(
          "embryonic",
          Kind.range(0, 65_535),
          "Connections at once whose server has not answered yet, 0 for no limit");
  private static final Argument<Integer> UDP =
      new Argument<>("udp-connections", Kind.range(0, 65_535), "Read and left out");
  private static final Argument<InetAddress> FIRST =
      new Argument<>("first", Kinds.ADDRESS, "Address of the server, or that clients connect to");
  private static final Argument<InetAddress> SECOND =
      new Argument<>("second", Kinds.ADDRESS, "The other of the two");

  private static final Statement<Static> STATIC =
      statement(
              Mode.GLOBAL,
              Static.class,
              "static <real,mapped>"
                  + " {protocol:{tcp|udp} {interface|<global>} <global-port>"
                  + " {<server> <server-port>|access-list <list>}"
                  + "|{interface|<global>} {<server>|access-list <list>}}"
                  + " [dns [netmask <mask>]|netmask <mask> [dns]] [norandomseq] [[tcp] <connections> [<embryonic>]"
                  + " [udp <udp-connections>]] [norandomseq]")
          .help(
              "Publishes a mail server: the guard listens on the address and port that clients"
                  + " connect to and carries each session to the server. Without tcp and ports it"
                  + " is the mail port, 25, and each other mail port that a rule permits by name."
                  + " Nobody gets in before an access-list or a conduit permits it. A server may"
                  + " be a name of DNS, which is an extension.")
          .origin("PIX 4.0 to 6.3, ASA 7.0 to 8.2; ports since 6.0, lists since 6.3")
          .word("static", "Publish a server")
          .word("tcp", "Name the ports")
          .word("udp", "Another protocol: the line is kept and not used")
          .word("interface", "The address of the clients' interface")
          .word("access-list", "The server stands in a list")
          .word("netmask", "A mask follows")
          .word("dns", "Kept; the guard rewrites no answer of DNS")
          .word("norandomseq", "Kept; a proxy's sequence numbers are its own")
          .arguments(
              PAIR,
              GLOBAL,
              GLOBAL_PORT,
              SERVER,
              SERVER_PORT,
              LIST,
              MASK,
              CONNECTIONS,
              EMBRYONIC,
              UDP)
          .removedBy(
              "static <real,mapped> {protocol:{tcp|udp} {interface|<global>}"
                  + " <global-port>|{interface|<global>}}")
          .once(AddressStatements::place)
          .sample(
              "static (inside,outside) tcp interface smtp 10.0.0.5 smtp netmask 255.255.255.255")
          .sample(
              "static (inside,outside) tcp interface 587 mail.example.com 1587 netmask"
                  + " 255.255.255.255")
          .sample(
              "static (inside,outside) tcp 192.0.2.25 smtp 2001:db8:1::5 smtp netmask"
                  + " 255.255.255.255 100 20")
          .sample("static (dmz,outside) tcp 2001:db8::25 587 2001:db8:1::5 587")
          .sample(
              "static (inside,outside) 192.0.2.26 10.0.0.6 netmask 255.255.255.255 dns norandomseq"
                  + " 0 5")
          .sample("static (inside,outside) interface 10.0.0.6 netmask 255.255.255.255")
          .sample("static (dmz,outside) 192.0.2.32 10.0.2.32 netmask 255.255.255.224")
          .sample("static (inside,outside) tcp interface smtp access-list mail-out")
          .sample("static (inside,outside) 192.0.2.27 access-list mail-out")
          .sample(
              "static (inside,outside) udp interface domain 10.0.0.7 domain netmask"
                  + " 255.255.255.255")
          .variant(
              "static (inside,outside) tcp interface 25 10.0.0.5 25 0 0",
              "static (inside,outside) tcp interface smtp 10.0.0.5 smtp netmask 255.255.255.255")
          .variant(
              "static (inside,outside) 192.0.2.26 10.0.0.6 dns netmask 255.255.255.255 0 0",
              "static (inside,outside) 192.0.2.26 10.0.0.6 netmask 255.255.255.255 dns")
          .variant(
              "static (inside,outside) tcp interface 25 10.0.0.5 25 tcp 7 udp 9 norandomseq",
              "static (inside,outside) tcp interface smtp 10.0.0.5 smtp netmask 255.255.255.255"
                  + " norandomseq 7 0")
          .readsAndWrites(AddressStatements::readStatic, AddressStatements::writeStatic);

  private static final Statement<MailHost> MAILHOST =
      statement(
              Mode.GLOBAL,
              MailHost.class,
              "mailhost [<real,mapped>] <first> <second> [<connections> [<embryonic>]]")
          .help(
              "Publishes a mail server on port 25 and permits everybody, in one line. Which of the"
                  + " two addresses is the server's is told by the network of the interface that"
                  + " it is in (\"ip address inside\"); if that does not tell, the line is"
                  + " refused.")
          .origin("PIX 4.0 and 4.1")
          .word("mailhost", "Publish a mail server")
          .arguments(PAIR, FIRST, SECOND, CONNECTIONS, EMBRYONIC)
          .sample("mailhost (inside,outside) 192.0.2.25 10.0.0.5")
          .sample("mailhost (inside,outside) 192.0.2.25 10.0.0.5 100 20")
          .variant("mailhost 192.0.2.25 10.0.0.5", "mailhost (inside,outside) 192.0.2.25 10.0.0.5")
          .readsAndWrites(
              in ->
                  new MailHost(
                      in.find(PAIR, new Pair("inside", "outside")),
                      in.get(FIRST),
                      in.get(SECOND),
                      in.find(CONNECTIONS, 0),
                      in.find(EMBRYONIC, 0)),
              (line, out) ->
                  out.add("mailhost", line.pair())
                      .address(line.first())
                      .address(line.second())
                      .addIf(
                          line.connections() > 0 || line.embryonic() > 0,
                          line.connections(),
                          line.embryonic()));

  static final List<Statement<?>> ALL = List.of(STATIC, MAILHOST);

  private AddressStatements() {}

  private static Static readStatic(Arguments in) {
    String list = in.find(LIST);
    List<String> flags = new ArrayList<>();
    for (String flag : List.of("dns", "norandomseq")) {
      if (in.has(flag)) {
        flags.add(flag);
      }
    }
    Arguments named = in.in("protocol");
    String protocol = named.has("udp") ? "udp" : named.has("tcp") ? "tcp" : "";
    return new Static(
        in.get(PAIR),
        protocol,
        in.find(GLOBAL),
        in.find(GLOBAL_PORT, 0),
        list == null ? new Behind.Server(in.get(SERVER)) : new Behind.ByList(list),
        in.find(SERVER_PORT, 0),
        in.find(MASK, 32),
        new Bounds(in.find(CONNECTIONS, 0), in.find(EMBRYONIC, 0), String.join(" ", flags)));
  }

  private static void writeStatic(Static line, LinePrinter out) {
    InetAddress global = line.global();
    out.add("static", line.pair()).addIf(!line.protocol().isEmpty(), line.protocol());
    if (global == null) {
      out.add("interface");
    } else {
      out.address(global);
    }
    out.addIf(!line.protocol().isEmpty(), PortNames.print(line.globalPort()));
    switch (line.behind()) {
      case Behind.Server(String server) ->
          out.server(server)
              .addIf(line.serverPort() != 0, PortNames.print(line.serverPort()))
              .addIf(
                  global == null || global.getAddress().length == 4 || line.prefix() != 32,
                  "netmask",
                  AddressText.mask(line.prefix()));
      case Behind.ByList(String list) ->
          out.add("access-list", list)
              .addIf(line.prefix() != 32, "netmask", AddressText.mask(line.prefix()));
    }
    Bounds bounds = line.bounds();
    out.addIf(!bounds.flags().isEmpty(), bounds.flags())
        .addIf(
            bounds.connections() > 0 || bounds.embryonic() > 0,
            bounds.connections(),
            bounds.embryonic());
  }

  /** What a static takes: the same address and port cannot be given twice. */
  static String place(Static line) {
    return line.pair().mapped()
        + " "
        + place(line.global(), line.protocol(), line.globalPort())
        + (line.behind() instanceof Behind.ByList(String list) ? " " + list : "");
  }

  private static String place(@Nullable InetAddress global, String protocol, int port) {
    return (global == null ? "interface" : AddressText.print(global)) + " " + protocol + " " + port;
  }
}
