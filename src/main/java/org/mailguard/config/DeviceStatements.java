package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.mailguard.config.SystemSetting.Banner;
import org.mailguard.config.SystemSetting.Compatibility;
import org.mailguard.config.SystemSetting.DeviceTimeout;
import org.mailguard.config.SystemSetting.Pager;
import org.mailguard.config.SystemSetting.ResetDenied;
import org.mailguard.config.SystemSetting.TerminalWidth;
import org.mailguard.config.SystemSetting.Version;

/** What the device says about itself, and what the guard makes of it. */
final class DeviceStatements {
  private static final Argument<String> VERSION =
      new Argument<>(
          "version",
          Kind.word(
              "a version such as 8.4(2)", Pattern.compile("[0-9]{1,2}\\.[0-9]{1,2}[0-9().a-z]*")),
          "As the device prints it");
  private static final Argument<String> CONTEXT =
      new Argument<>(
          "context",
          Kind.word("<context> or <system>", Pattern.compile("<(context|system)>")),
          "Behind the version of a device that is divided; read and left out");
  private static final Argument<Duration> IDLE =
      new Argument<>(
          "conn-time", Kinds.time(Duration.ZERO, Duration.ofHours(1193)), "By default 1:00:00");
  private static final Argument<Duration> OTHER =
      new Argument<>(
          "time", Kinds.time(Duration.ZERO, Duration.ofHours(1193)), "Kept; the guard has no such");
  private static final Argument<String> INTERFACE =
      new Argument<>("interface", Kinds.INTERFACE, "One interface");
  private static final Argument<String> TEXT =
      new Argument<>("text", Kind.text(510), "One line of it");
  private static final Argument<Integer> COLUMNS =
      new Argument<>("columns", Kind.range(0, 511), "0 for no bound");
  private static final Argument<Integer> LINES =
      new Argument<>("lines", Kind.range(0, 1000), "0 for no pages");

  private static final List<String> OTHER_TIMES =
      List.of(
          "xlate",
          "pat-xlate",
          "half-closed",
          "floating-conn",
          "conn-holddown",
          "tcp-proxy-reassembly",
          "udp",
          "icmp",
          "rpc",
          "sunrpc",
          "h323",
          "h225",
          "mgcp",
          "mgcp-pat",
          "sip",
          "sip_media",
          "sip-invite",
          "sip-disconnect",
          "sip-provisional-media",
          "sctp");

  private static final Statement<Compatibility> COMPATIBILITY =
      statement(Mode.GLOBAL, Compatibility.class, "compatibility {pix|asa} <version>")
          .help(
              "Whose language the file is written in, where it matters: since ASA 8.3 the"
                  + " destination of a rule is the server's own address, and before that the"
                  + " address that clients connect to. It holds over the device's own version"
                  + " line.")
          .extension()
          .byDefault("the version line, or as before 8.3")
          .word("compatibility", "Whose language the file is written in")
          .word("pix", "That of a PIX")
          .word("asa", "That of an ASA")
          .arguments(VERSION)
          .single()
          .removedBy("compatibility")
          .sample("compatibility asa 9.8")
          .sample("compatibility pix 6.3")
          .readsAndWrites(
              in -> new Compatibility(in.has("pix") ? "pix" : "asa", in.get(VERSION)),
              (line, out) -> out.add("compatibility", line.product(), line.version()));

  private static final Statement<DeviceTimeout> TIMEOUT =
      timeout()
          .help(
              "conn bounds every wait of a session: one in which nothing happens for so long ends."
                  + " 0:00:00 is no bound. The other times are kept and not used.")
          .origin("PIX 4.0 and later, ASA")
          .byDefault("timeout conn 1:00:00, which is longer than every wait of the guard")
          .word("timeout", "How long to wait")
          .word("conn", "For a connection in which nothing happens")
          .word("uauth", "Kept; the guard's clients do not log in")
          .word("absolute", "Kept")
          .word("inactivity", "Kept")
          .arguments(IDLE, OTHER)
          .single(line -> line.idle() == null ? line.others() : "conn")
          .sample("timeout conn 1:00:00 half-closed 0:10:00 udp 0:02:00 icmp 0:00:02")
          .sample("timeout conn 0:30:00")
          .sample("timeout xlate 3:00:00 pat-xlate 0:00:30")
          .sample("timeout floating-conn 0:00:00 conn-holddown 0:00:15")
          .sample("timeout tcp-proxy-reassembly 0:01:00")
          .variant(
              "timeout xlate 3:00:00 conn 1:00:00 udp 0:02:00",
              "timeout conn 1:00:00 xlate 3:00:00 udp 0:02:00")
          .sample("timeout uauth 0:05:00 absolute")
          .sample("timeout sip-provisional-media 0:02:00 uauth 0:05:00 inactivity")
          .sample("timeout sip 0:30:00 sip_media 0:02:00 sip-invite 0:03:00 sip-disconnect 0:02:00")
          .sample("timeout sunrpc 0:10:00 h323 0:05:00 h225 1:00:00 mgcp 0:05:00 mgcp-pat 0:05:00")
          .sample("timeout rpc 0:10:00 sip-provisional-media 0:02:00 sctp 0:02:00")
          .readsAndWrites(DeviceStatements::readTimeout, DeviceStatements::writeTimeout);

  private static final Statement<ResetDenied> RESET =
      statement(
              Mode.GLOBAL,
              ResetDenied.class,
              "service {resetinbound|resetoutside|resetoutbound} [interface <interface>]")
          .help(
              "Connections that are denied are reset. The guard always does so: its kernel has"
                  + " taken the connection before a rule can be asked, so there is nothing that"
                  + " could be dropped in silence.")
          .origin("PIX 4.2 and later, ASA")
          .word("service", "What denied connections get")
          .word("resetinbound", "Those that come in")
          .word("resetoutside", "Those to the device itself; kept")
          .word("resetoutbound", "Those that leave; kept")
          .word("interface", "On one interface")
          .arguments(INTERFACE)
          .sample("service resetinbound")
          .sample("service resetoutside")
          .sample("service resetinbound interface outside")
          .sample("service resetoutbound interface inside")
          .readsAndWrites(
              in ->
                  new ResetDenied(
                      in.has("resetinbound")
                          ? "resetinbound"
                          : in.has("resetoutside") ? "resetoutside" : "resetoutbound",
                      in.find(INTERFACE, "")),
              (line, out) ->
                  out.add("service", line.which())
                      .addIf(!line.name().isEmpty(), "interface", line.name()));

  private static final Statement<Banner> BANNER =
      statement(Mode.GLOBAL, Banner.class, "banner {motd|login|exec|asdm} [<text>]")
          .help("What an operator sees when he connects to the console. Several lines make it up.")
          .origin("PIX 6.3, ASA 7.0 and later")
          .word("banner", "What operators see")
          .word("motd", "When they connect")
          .word("login", "Before they log in")
          .word("exec", "After they did")
          .word("asdm", "Kept; there is no ASDM")
          .arguments(TEXT)
          .repeatable()
          .removedBy("banner {motd|login|exec|asdm}")
          .sample("banner motd Property of  Example")
          .sample("banner motd")
          .sample("banner login Go away")
          .sample("banner exec Welcome")
          .sample("banner asdm Welcome")
          .readsAndWrites(
              in ->
                  new Banner(
                      in.has("motd")
                          ? "motd"
                          : in.has("login") ? "login" : in.has("exec") ? "exec" : "asdm",
                      in.find(TEXT, "")),
              (line, out) ->
                  out.add("banner", line.kind()).addIf(!line.text().isEmpty(), line.text()));

  private static final Statement<TerminalWidth> TERMINAL =
      statement(Mode.GLOBAL, TerminalWidth.class, "terminal width <columns>")
          .help("Width of the operator's console.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("terminal width 80")
          .word("terminal", "The console")
          .word("width", "Its width")
          .arguments(COLUMNS)
          .single()
          .removedBy("terminal width")
          .sample("terminal width 80")
          .readsAndWrites(
              in -> new TerminalWidth(in.get(COLUMNS)),
              (line, out) -> out.add("terminal width", line.columns()));

  private static final Statement<Pager> PAGER =
      statement(Mode.GLOBAL, Pager.class, "pager [[lines] <lines>]")
          .help("After so many lines the operator's console waits.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("pager lines 24")
          .word("pager", "Pages of the console")
          .word("lines", "Their length")
          .arguments(LINES)
          .negated(in -> new Pager(0))
          .single()
          .sample("pager lines 24")
          .sample("no pager")
          .variant("pager 20", "pager lines 20")
          .variant("pager", "pager lines 24")
          .readsAndWrites(
              in -> new Pager(in.find(LINES, 24)),
              (line, out) -> {
                if (line.lines() == 0) {
                  out.add("no pager");
                } else {
                  out.add("pager lines", line.lines());
                }
              });

  static final List<Statement<?>> VERSIONS =
      List.of(version("PIX"), version("ASA"), version("FWSM"), COMPATIBILITY);

  static final List<Statement<?>> ALL = List.of(BANNER, TERMINAL, PAGER, TIMEOUT, RESET);

  private DeviceStatements() {}

  private static Statement<Version> version(String product) {
    String word = product.toLowerCase(Locale.ROOT);
    return statement(Mode.GLOBAL, Version.class, word + " version <version> [<context>]")
        .help(
            "Stands at the top of what the device prints. Since ASA 8.3 the destination of a rule is"
                + " the server's own address, and before that the address that clients connect"
                + " to.")
        .origin("every " + product + ", which prints it")
        .byDefault("none: as compatibility says, or as before 8.3")
        .word(word, "The device")
        .word("version", "Its version")
        .arguments(VERSION, CONTEXT)
        .writes(line -> line.product().equals(product))
        .single()
        .sample(product + " Version 6.3(5)")
        .variant(product + " Version 8.2(5) <context>", product + " Version 8.2(5)")
        .readsAndWrites(
            in -> new Version(product, in.get(VERSION)),
            (line, out) -> out.add(line.product(), "Version", line.version()));
  }

  private static StatementBuilder<DeviceTimeout> timeout() {
    StringJoiner others = new StringJoiner("|");
    OTHER_TIMES.forEach(word -> others.add(word + " " + word.replace('_', '-') + ":{<time>}"));
    others.add("uauth uauth:{<time> [absolute|inactivity]}");
    StatementBuilder<DeviceTimeout> statement =
        statement(Mode.GLOBAL, DeviceTimeout.class, "timeout {conn <conn-time>|" + others + "}*");
    OTHER_TIMES.forEach(word -> statement.word(word, "Kept; the guard has no such"));
    return statement;
  }

  private static DeviceTimeout readTimeout(Arguments in) {
    StringJoiner others = new StringJoiner(" ");
    for (String word : OTHER_TIMES) {
      Duration time = in.in(word.replace('_', '-')).find(OTHER);
      if (time != null) {
        others.add(word + " " + Kinds.printTime(time));
      }
    }
    Arguments uauth = in.in("uauth");
    Duration login = uauth.find(OTHER);
    if (login != null) {
      String how =
          uauth.has("absolute") ? " absolute" : uauth.has("inactivity") ? " inactivity" : "";
      others.add("uauth " + Kinds.printTime(login) + how);
    }
    return new DeviceTimeout(in.find(IDLE), others.toString());
  }

  private static void writeTimeout(DeviceTimeout line, LinePrinter out) {
    Duration idle = line.idle();
    out.add("timeout");
    if (idle != null) {
      out.add("conn", Kinds.printTime(idle));
    }
    out.addIf(!line.others().isEmpty(), line.others());
  }
}
