package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.SystemSetting.LoggingDeviceId;
import org.mailguard.config.SystemSetting.LoggingFacility;
import org.mailguard.config.SystemSetting.LoggingHost;
import org.mailguard.config.SystemSetting.LoggingMessage;
import org.mailguard.config.SystemSetting.LoggingOn;
import org.mailguard.config.SystemSetting.LoggingTag;
import org.mailguard.config.SystemSetting.LoggingTimestamp;
import org.mailguard.config.SystemSetting.LoggingTrap;
import org.mailguard.config.SystemSetting.StdoutLogging;
import org.mailguard.events.Severity;

/** Where the log goes. */
final class LoggingStatements {
  private static final Argument<String> INTERFACE =
      new Argument<>("interface", Kinds.INTERFACE, "Kept; routes are the kernel's");
  private static final Argument<String> HOST =
      new Argument<>("host", Kinds.SERVER, "Who takes the log; a name of DNS is an extension");
  private static final Argument<Integer> UDP_PORT =
      new Argument<>("udp-port", Kinds.slashed("udp", "17"), "A port of UDP; by default udp/514");
  private static final Argument<Integer> TCP_PORT =
      new Argument<>("tcp-port", Kinds.slashed("tcp", "6"), "A port of TCP, such as tcp/1470");
  private static final Argument<Integer> FACILITY =
      new Argument<>("facility", Kind.range(16, 23), "16 is local0, 23 is local7");
  private static final Argument<Integer> MESSAGE =
      new Argument<>(
          "message", Kind.range(100_000, 999_999), "Number of a message, without severity");
  private static final Argument<String> TEXT =
      new Argument<>(
          "text",
          Kind.word("a word of printable ASCII", Pattern.compile("[!-~]{1,64}")),
          "A word of your own choice");

  private static final Statement<StdoutLogging> STDOUT =
      statement(Mode.GLOBAL, StdoutLogging.class, "logging stdout [json] [" + Levels.GRAMMAR + "]")
          .help(
              "Writes the log to standard output, one line for each event, up to and including the"
                  + " level.")
          .byDefault("logging stdout informational")
          .word("logging", "Where the log goes")
          .word("stdout", "To standard output")
          .word("json", "As one JSON object in each line")
          .levels()
          .extension()
          .negated(in -> new StdoutLogging(false, false, Severity.INFORMATIONAL))
          .single()
          .sample("logging stdout informational")
          .sample("logging stdout json debugging")
          .sample("no logging stdout")
          .variant("logging stdout", "logging stdout informational")
          .variant("logging stdout json 3", "logging stdout json errors")
          .readsAndWrites(LoggingStatements::readStdout, LoggingStatements::writeStdout);

  private static final Statement<LoggingOn> ENABLE =
      statement(Mode.GLOBAL, LoggingOn.class, "logging {enable|on}")
          .help("Sends the log to the hosts of logging host, as far as logging trap says.")
          .origin("PIX 4.2 to 6.3 with the word on, ASA 7.0 and later with the word enable")
          .byDefault("no logging enable")
          .word("logging", "Where the log goes")
          .word("enable", "In the words of the ASA")
          .word("on", "In the words of the PIX")
          .negated(in -> new LoggingOn(false))
          .single()
          .sample("logging enable")
          .sample("no logging enable")
          .variant("logging on", "logging enable")
          .readsAndWrites(
              in -> new LoggingOn(true),
              (line, out) -> out.addIf(!line.on(), "no").add("logging enable"));

  private static final Statement<LoggingHost> HOSTS =
      statement(
              Mode.GLOBAL,
              LoggingHost.class,
              "logging host <interface> <host> [<udp-port>|<tcp-port>] [format emblem] [secure]")
          .help(
              "A host that takes the log by syslog. A host that does not answer never holds up"
                  + " mail: what it misses is counted and reported.")
          .origin("PIX 4.2 and later, ASA")
          .word("logging", "Where the log goes")
          .word("host", "To a host, by syslog")
          .word("format", "The layout")
          .word("emblem", "Kept")
          .word("secure", "Over TLS")
          .arguments(INTERFACE, HOST, UDP_PORT, TCP_PORT)
          .removedBy("logging host <interface> <host>")
          .sample("logging host inside 10.0.0.9")
          .sample("logging host inside 10.0.0.9 udp/5514 format emblem")
          .sample("logging host inside log.example.com tcp/6514 secure")
          .variant("logging host inside 10.0.0.9 17/514", "logging host inside 10.0.0.9")
          .readsAndWrites(LoggingStatements::readHost, LoggingStatements::writeHost);

  private static final Statement<LoggingTrap> TRAP =
      statement(Mode.GLOBAL, LoggingTrap.class, "logging trap {" + Levels.GRAMMAR + "}")
          .help("What is sent to the hosts: events up to and including the level.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("nothing is sent")
          .word("logging", "Where the log goes")
          .word("trap", "To the hosts")
          .levels()
          .single()
          .removedBy("logging trap")
          .sample("logging trap notifications")
          .variant("logging trap 4", "logging trap warnings")
          .readsAndWrites(
              in -> new LoggingTrap(level(in)),
              (line, out) -> out.add("logging trap", Levels.print(line.level())));

  private static final Statement<LoggingFacility> FACILITY_LINE =
      statement(Mode.GLOBAL, LoggingFacility.class, "logging facility <facility>")
          .help("The facility that the hosts sort the log by.")
          .origin("PIX 4.2 and later, ASA")
          .byDefault("logging facility 20, which is local4")
          .word("logging", "Where the log goes")
          .word("facility", "What it is sorted by")
          .arguments(FACILITY)
          .single()
          .removedBy("logging facility")
          .sample("logging facility 21")
          .readsAndWrites(
              in -> new LoggingFacility(in.get(FACILITY)),
              (line, out) -> out.add("logging facility", line.number()));

  private static final Statement<LoggingTimestamp> TIMESTAMP =
      statement(Mode.GLOBAL, LoggingTimestamp.class, "logging timestamp [rfc5424]")
          .help("Puts the time into what is sent to the hosts.")
          .origin("PIX 4.2 and later, ASA; rfc5424 since ASA 9.10")
          .byDefault("no time: the host adds its own")
          .word("logging", "Where the log goes")
          .word("timestamp", "With the time")
          .word("rfc5424", "Messages in the layout of RFC 5424")
          .single()
          .removedBy("logging timestamp")
          .sample("logging timestamp")
          .sample("logging timestamp rfc5424")
          .readsAndWrites(
              in -> new LoggingTimestamp(in.has("rfc5424")),
              (line, out) -> out.add("logging timestamp").addIf(line.rfc5424(), "rfc5424"));

  private static final Statement<LoggingMessage> MESSAGES =
      statement(
              Mode.GLOBAL,
              LoggingMessage.class,
              "logging message <message> [level {" + Levels.GRAMMAR + "}]")
          .help("Gives a message another level, or, with no, turns it off.")
          .origin("PIX 6.3, ASA 7.0 and later")
          .byDefault("the level that the reference of messages has")
          .word("logging", "Where the log goes")
          .word("message", "One message")
          .word("level", "Its level from now on")
          .levels()
          .arguments(MESSAGE)
          .negated(in -> new LoggingMessage(in.get(MESSAGE), null))
          .single(LoggingMessage::number)
          .sample("logging message 106023 level errors")
          .sample("no logging message 302013")
          .readsAndWrites(
              in -> {
                Severity level = Levels.find(in);
                return new LoggingMessage(
                    in.get(MESSAGE), level == null ? Severity.INFORMATIONAL : level);
              },
              (line, out) -> {
                Severity level = line.level();
                out.addIf(level == null, "no").add("logging message", line.number());
                if (level != null) {
                  out.add("level", Levels.print(level));
                }
              });

  private static final Statement<LoggingDeviceId> DEVICE_ID =
      statement(
              Mode.GLOBAL,
              LoggingDeviceId.class,
              "logging device-id {hostname|string <text>|ipaddress <interface>|cluster-id"
                  + "|context-name}")
          .help("Puts a name into what is sent to the hosts.")
          .origin("PIX 6.2 and later, ASA")
          .byDefault("no name")
          .word("logging", "Where the log goes")
          .word("device-id", "With a name")
          .word("hostname", "That of the line hostname")
          .word("string", "A word")
          .word("ipaddress", "The address of an interface")
          .word("cluster-id", "Kept; there is one guard and it sends no name")
          .word("context-name", "Kept; there is one guard and it sends no name")
          .arguments(TEXT, INTERFACE)
          .single()
          .removedBy("logging device-id")
          .sample("logging device-id hostname")
          .sample("logging device-id string edge1")
          .sample("logging device-id ipaddress outside")
          .sample("logging device-id cluster-id")
          .sample("logging device-id context-name")
          .readsAndWrites(
              LoggingStatements::readDeviceId,
              (line, out) ->
                  out.add("logging device-id", line.kind())
                      .addIf(!line.text().isEmpty(), line.text()));

  private static final Statement<LoggingTag> TAG =
      statement(Mode.GLOBAL, LoggingTag.class, "logging tag {mailguard|pix|asa}")
          .help(
              "What stands before severity and number in what is sent to the hosts: MG, or what a"
                  + " log reader made for the device waits for.")
          .extension()
          .byDefault("logging tag mailguard")
          .word("logging", "Where the log goes")
          .word("tag", "How messages are marked")
          .word("mailguard", "%MG-4-106023")
          .word("pix", "%PIX-4-106023")
          .word("asa", "%ASA-4-106023")
          .single()
          .removedBy("logging tag")
          .sample("logging tag asa")
          .sample("logging tag pix")
          .sample("logging tag mailguard")
          .readsAndWrites(
              in -> new LoggingTag(in.has("asa") ? "asa" : in.has("pix") ? "pix" : "mailguard"),
              (line, out) -> out.add("logging tag", line.tag()));

  static final List<Statement<?>> ALL =
      List.of(STDOUT, ENABLE, TIMESTAMP, TRAP, FACILITY_LINE, DEVICE_ID, TAG, HOSTS, MESSAGES);

  private LoggingStatements() {}

  private static Severity level(Arguments in) {
    Severity level = Levels.find(in);
    return level == null ? Severity.INFORMATIONAL : level;
  }

  private static StdoutLogging readStdout(Arguments in) {
    return new StdoutLogging(true, in.has("json"), level(in));
  }

  private static void writeStdout(StdoutLogging logging, LinePrinter out) {
    out.addIf(!logging.on(), "no")
        .add("logging stdout")
        .addIf(logging.json(), "json")
        .addIf(logging.on(), Levels.print(logging.level()));
  }

  private static LoggingHost readHost(Arguments in) {
    @Nullable Integer tcp = in.find(TCP_PORT);
    boolean secure = in.has("secure");
    boolean stream = tcp != null || secure;
    int port =
        tcp != null ? tcp : in.find(UDP_PORT, secure ? LoggingHost.PORT_OF_TCP : LoggingHost.PORT);
    return new LoggingHost(
        in.get(INTERFACE),
        in.get(HOST),
        stream ? "tcp" : "udp",
        port,
        secure,
        in.has("emblem") ? "format emblem" : "");
  }

  private static void writeHost(LoggingHost host, LinePrinter out) {
    boolean plain = host.transport().equals("udp") && host.port() == LoggingHost.PORT;
    out.add("logging host", host.name())
        .server(host.host())
        .addIf(!plain, host.transport() + "/" + host.port())
        .addIf(!host.flags().isEmpty(), host.flags())
        .addIf(host.secure(), "secure");
  }

  private static LoggingDeviceId readDeviceId(Arguments in) {
    for (String bare : List.of("hostname", "cluster-id", "context-name")) {
      if (in.has(bare)) {
        return new LoggingDeviceId(bare, "");
      }
    }
    return in.has("string")
        ? new LoggingDeviceId("string", in.get(TEXT))
        : new LoggingDeviceId("ipaddress", in.get(INTERFACE));
  }
}
