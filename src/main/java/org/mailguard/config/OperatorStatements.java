package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.mailguard.config.OperatorSetting.Admitted;
import org.mailguard.config.OperatorSetting.Authentication;
import org.mailguard.config.OperatorSetting.CommandAuthorization;
import org.mailguard.config.OperatorSetting.ConsoleIdle;
import org.mailguard.config.OperatorSetting.Door;
import org.mailguard.config.OperatorSetting.DoorIdle;
import org.mailguard.config.OperatorSetting.DoorPort;
import org.mailguard.config.OperatorSetting.ExecAuthorization;
import org.mailguard.config.OperatorSetting.SessionQuota;
import org.mailguard.config.OperatorSetting.SshVersion;

/** The ways into the operator's console. */
final class OperatorStatements {
  private static final Argument<InetAddress> ADDRESS =
      new Argument<>("address", Kinds.ADDRESS, "One host");
  private static final Argument<InetAddress> NETWORK =
      new Argument<>("network", Kinds.IPV4, "An IPv4 network; its mask follows");
  private static final Argument<Integer> MASK =
      new Argument<>("mask", Kinds.MASK, "The network's mask");
  private static final Argument<Kinds.Prefix> PREFIX =
      new Argument<>("prefix", Kinds.PREFIX6, "An IPv6 network");
  private static final Argument<String> INTERFACE =
      new Argument<>(
          "interface", Kinds.INTERFACE, "The interface that he connects to; by default every one");
  private static final Argument<Integer> PORT =
      new Argument<>("port", Kind.range(1, PortNames.HIGHEST), "Where the guard listens");
  private static final Argument<Integer> CONSOLE_MINUTES =
      new Argument<>("minutes", Kind.range(0, 60), "0 for never");
  private static final Argument<String> SERVERS =
      new Argument<>("servers", Kinds.NAME, "A group of AAA servers; the guard asks none");
  private static final Argument<Integer> SESSIONS =
      new Argument<>(
          "count",
          Kind.range(0, 10_000),
          "0, and what is beyond it, stands for " + OperatorsPlan.MOST_SESSIONS);

  private static final Statement<SshVersion> SSH_VERSION =
      statement(Mode.GLOBAL, SshVersion.class, "ssh version {1|2}")
          .help("Kept. The guard speaks version 2 alone: version 1 can be broken into.")
          .origin("ASA 7.0 and later")
          .byDefault("ssh version 2")
          .word("ssh", "SSH")
          .word("version", "Of the protocol")
          .word("1", "Not spoken")
          .word("2", "Always")
          .single()
          .removedBy("ssh version")
          .sample("ssh version 2")
          .sample("ssh version 1")
          .readsAndWrites(
              in -> new SshVersion(in.has("1") ? 1 : 2),
              (line, out) -> out.add("ssh version", line.version()));

  private static final Statement<ConsoleIdle> CONSOLE =
      statement(Mode.GLOBAL, ConsoleIdle.class, "console timeout <minutes>")
          .help("Ends a session on the same machine in which nothing is typed for so long.")
          .origin("PIX 6.3 and later, ASA")
          .byDefault("console timeout 0, which is never")
          .word("console", "The console on the same machine")
          .word("timeout", "When it ends by itself")
          .arguments(CONSOLE_MINUTES)
          .single()
          .removedBy("console timeout")
          .sample("console timeout 10")
          .readsAndWrites(
              in -> new ConsoleIdle(in.get(CONSOLE_MINUTES)),
              (line, out) -> out.add("console timeout", line.minutes()));

  private static final Statement<Authentication> AUTHENTICATION =
      statement(
              Mode.GLOBAL,
              Authentication.class,
              "aaa authentication {telnet|ssh|serial|enable} console {LOCAL|<servers> [LOCAL]}")
          .help(
              "Asks for a user and his password instead of the word of passwd, or of enable"
                  + " password. The guard asks no AAA servers: where a group of them stands without"
                  + " LOCAL, nobody comes in over Telnet or SSH, and otherwise its own users are"
                  + " asked.")
          .origin("PIX 5.1 and later, ASA; LOCAL since PIX 6.2")
          .word("aaa", "Who asks for users")
          .word("authentication", "Who they are")
          .word("telnet", "Over Telnet")
          .word("ssh", "Over SSH")
          .word("serial", "On the same machine")
          .word("enable", "Where enable is typed")
          .word("console", "For the operator's console")
          .word("LOCAL", "The users of the username lines")
          .arguments(SERVERS)
          .single(Authentication::way)
          .sample("aaa authentication ssh console LOCAL")
          .sample("aaa authentication telnet console admins LOCAL")
          .sample("aaa authentication serial console admins")
          .sample("aaa authentication enable console LOCAL")
          .readsAndWrites(
              in ->
                  new Authentication(
                      in.has("telnet")
                          ? "telnet"
                          : in.has("ssh") ? "ssh" : in.has("serial") ? "serial" : "enable",
                      in.find(SERVERS, ""),
                      in.has("LOCAL")),
              (line, out) ->
                  writeServers(
                      line.servers(),
                      line.local(),
                      out.add("aaa authentication", line.way(), "console")));

  private static final Statement<CommandAuthorization> COMMANDS =
      statement(
              Mode.GLOBAL,
              CommandAuthorization.class,
              "aaa authorization command {LOCAL|<servers> [LOCAL]}")
          .help(
              "Lets everybody use the commands of his level alone. The guard does so with the line"
                  + " and without it.")
          .origin("PIX 6.2 and later, ASA")
          .byDefault("levels hold; on the device they do with the line alone")
          .word("aaa", "Who asks for users")
          .word("authorization", "What they may do")
          .word("command", "Which commands they may use")
          .word("LOCAL", "As the privilege lines say")
          .arguments(SERVERS)
          .single()
          .removedBy("aaa authorization command")
          .sample("aaa authorization command LOCAL")
          .sample("aaa authorization command admins LOCAL")
          .readsAndWrites(
              in -> new CommandAuthorization(in.find(SERVERS, ""), in.has("LOCAL")),
              (line, out) ->
                  writeServers(line.servers(), line.local(), out.add("aaa authorization command")));

  private static final Statement<ExecAuthorization> EXEC =
      statement(
              Mode.GLOBAL,
              ExecAuthorization.class,
              "aaa authorization exec {LOCAL|authentication-server} [auto-enable]")
          .help(
              "With auto-enable a user has his level at once, without enable. Without it the line"
                  + " says what always holds: service-type is heeded.")
          .origin("ASA 8.0 and later; auto-enable since 9.2")
          .byDefault("a user begins at level 1, and enable leads to his own")
          .word("aaa", "Who asks for users")
          .word("authorization", "What they may do")
          .word("exec", "Whether they get a prompt, and which")
          .word("LOCAL", "As the username lines say")
          .word("authentication-server", "As who they were asked for says: the username lines")
          .word("auto-enable", "With their level at once")
          .single()
          .removedBy("aaa authorization exec")
          .sample("aaa authorization exec LOCAL auto-enable")
          .sample("aaa authorization exec authentication-server")
          .readsAndWrites(
              in -> new ExecAuthorization(in.has("LOCAL"), in.has("auto-enable")),
              (line, out) ->
                  out.add("aaa authorization exec")
                      .add(line.local() ? "LOCAL" : "authentication-server")
                      .addIf(line.autoEnable(), "auto-enable"));

  private static final Statement<SessionQuota> QUOTA =
      statement(
              Mode.GLOBAL,
              SessionQuota.class,
              "quota management-session [http|ssh|telnet|user] <count>")
          .help("So many operators at once.")
          .origin("ASA 9.1(2) and later; the kinds since 9.12")
          .byDefault("quota management-session 16")
          .word("quota", "How many at once")
          .word("management-session", "Operators")
          .word("http", "Kept; there is no ASDM")
          .word("ssh", "Kept: the bound of all together holds")
          .word("telnet", "Kept: the bound of all together holds")
          .word("user", "Kept: the bound of all together holds")
          .arguments(SESSIONS)
          .single(SessionQuota::kind)
          .removedBy("quota management-session [http|ssh|telnet|user]")
          .sample("quota management-session 5")
          .sample("quota management-session http 1")
          .sample("quota management-session ssh 3")
          .sample("quota management-session telnet 3")
          .sample("quota management-session user 2")
          .readsAndWrites(
              in ->
                  new SessionQuota(
                      in.has("http")
                          ? "http"
                          : in.has("ssh")
                              ? "ssh"
                              : in.has("telnet") ? "telnet" : in.has("user") ? "user" : "",
                      in.get(SESSIONS)),
              (line, out) ->
                  out.add("quota management-session")
                      .addIf(!line.kind().isEmpty(), line.kind())
                      .add(line.sessions()));

  static final List<Statement<?>> ALL =
      List.of(
          AUTHENTICATION,
          COMMANDS,
          EXEC,
          admitted(Door.TELNET),
          idle(Door.TELNET),
          port(Door.TELNET),
          admitted(Door.SSH),
          idle(Door.SSH),
          SSH_VERSION,
          port(Door.SSH),
          CONSOLE,
          QUOTA);

  private OperatorStatements() {}

  private static Statement<Admitted> admitted(Door door) {
    return statement(
            Mode.GLOBAL,
            Admitted.class,
            door.word() + " {<network> <mask>|<address>|<prefix>} [<interface>]")
        .help(
            door == Door.TELNET
                ? "Who may connect to the console by Telnet, which is clear text: whoever is on the"
                    + " way reads passwords and commands. The guard listens on the addresses of the"
                    + " interface."
                : "Who may connect to the console by SSH. The guard listens on the addresses of the"
                    + " interface.")
        .origin(
            door == Door.TELNET
                ? "PIX 4.0 and later, ASA; IPv6 since ASA 7.0"
                : "PIX 5.2 and later, ASA; IPv6 since ASA 7.0")
        .word(door.word(), door == Door.TELNET ? "Telnet" : "SSH")
        .arguments(NETWORK, MASK, ADDRESS, PREFIX, INTERFACE)
        .writes(line -> line.door() == door)
        .sample(door.word() + " 10.0.0.0 255.255.255.0 inside")
        .sample(door.word() + " 2001:db8::/64 inside")
        .sample(door.word() + " 127.0.0.1 255.255.255.255")
        .variant(door.word() + " 10.0.0.9", door.word() + " 10.0.0.9 255.255.255.255")
        .variant(door.word() + " 2001:db8::9 inside", door.word() + " 2001:db8::9/128 inside")
        .readsAndWrites(
            in -> readAdmitted(door, in),
            (line, out) -> {
              out.add(door.word());
              if (line.network() instanceof Inet4Address) {
                out.address(line.network()).add(AddressText.mask(line.prefix()));
              } else {
                out.add(new Kinds.Prefix(line.network(), line.prefix()));
              }
              out.addIf(!line.name().isEmpty(), line.name());
            });
  }

  private static Admitted readAdmitted(Door door, Arguments in) {
    String name = in.find(INTERFACE, "");
    Integer mask = in.find(MASK);
    Kinds.Prefix prefix = in.find(PREFIX);
    if (mask != null) {
      return new Admitted(door, in.get(NETWORK), mask, name);
    }
    if (prefix != null) {
      return new Admitted(door, prefix.address(), prefix.bits(), name);
    }
    InetAddress host = in.get(ADDRESS);
    return new Admitted(door, host, host.getAddress().length * Byte.SIZE, name);
  }

  private static Statement<DoorIdle> idle(Door door) {
    Argument<Integer> minutes =
        new Argument<>("minutes", Kind.range(1, door.mostMinutes()), "Minutes");
    return statement(Mode.GLOBAL, DoorIdle.class, door.word() + " timeout <minutes>")
        .help("Ends a session in which nothing is typed for so long.")
        .origin(door == Door.TELNET ? "PIX 4.2 and later, ASA" : "PIX 5.2 and later, ASA")
        .byDefault(door.word() + " timeout 5")
        .word(door.word(), door == Door.TELNET ? "Telnet" : "SSH")
        .word("timeout", "When a session ends by itself")
        .arguments(minutes)
        .writes(line -> line.door() == door)
        .single()
        .removedBy(door.word() + " timeout")
        .sample(door.word() + " timeout 15")
        .readsAndWrites(
            in -> new DoorIdle(door, in.get(minutes)),
            (line, out) -> out.add(door.word(), "timeout", line.minutes()));
  }

  private static Statement<DoorPort> port(Door door) {
    return statement(Mode.GLOBAL, DoorPort.class, door.word() + " port <port>")
        .help(
            "The port that the guard listens on, where the machine's own "
                + door.word()
                + " has"
                + " the usual one.")
        .extension()
        .byDefault(door.word() + " port " + door.port())
        .word(door.word(), door == Door.TELNET ? "Telnet" : "SSH")
        .word("port", "Another port")
        .arguments(PORT)
        .writes(line -> line.door() == door)
        .single()
        .removedBy(door.word() + " port")
        .sample(door.word() + " port " + (2000 + door.port()))
        .readsAndWrites(
            in -> new DoorPort(door, in.get(PORT)),
            (line, out) -> out.add(door.word(), "port", line.port()));
  }

  private static void writeServers(String servers, boolean local, LinePrinter out) {
    out.addIf(!servers.isEmpty(), servers).addIf(local, "LOCAL");
  }
}
