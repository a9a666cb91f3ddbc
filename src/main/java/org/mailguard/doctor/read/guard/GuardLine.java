package org.mailguard.doctor.read.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailguard.doctor.Printable;
import org.mailguard.events.MessageId;

/**
 * Reads a line of Mailguard's log: JSON, text, and both layouts of syslog, whatever another program
 * has put before it. docs/guides/when-mail-is-refused.md says what each has.
 */
final class GuardLine {
  private static final Map<Integer, MessageId> IDS =
      Arrays.stream(MessageId.values())
          .collect(Collectors.toMap(MessageId::number, Function.identity()));

  private static final Pattern LABEL = Pattern.compile("MG-[0-7]-(\\d{6})(?!\\d)");

  /** Behind the id: of a session it has the number, the client, and a sentence. */
  private static final Pattern SESSION =
      Pattern.compile("session (\\d{1,18}) (\\S+) (.*)", Pattern.DOTALL);

  /** The three texts at the end; a quote in them is written {@code \"}. */
  private static final Pattern QUOTED =
      Pattern.compile(" (rule|received|sent): \"((?:[^\"\\\\]|\\\\.)*+)\"");

  /** The device's text of a rule. */
  private static final Pattern RULE =
      Pattern.compile(
          "ESMTP (?:Classification|Parameter): (.{1,40}?) ESMTP (Request|Response) from (\\S+) to"
              + " ([^\\s;]+); (?:matched Class (\\d+): )?(.*)");

  private static final Pattern FLOW = Pattern.compile(" (?:from|for) (\\S+) to (\\S+)");

  /** Of a connection that was denied: {@code src outside:192.0.2.7/40000 dst}. */
  private static final Pattern DENIED = Pattern.compile(" src (\\S+) dst ");

  private static final int FIRST_OF_OURS = 750_000;

  private GuardLine() {}

  /** Empty for an id that this release does not know, and for what is no such line. */
  static Optional<GuardRecord> of(String line) {
    int object = line.indexOf("{\"");
    int member = line.indexOf("\"id\":\"MG-");
    return object >= 0 && member > object ? ofJson(line, object) : ofText(line);
  }

  private static Optional<GuardRecord> ofJson(String line, int start) {
    Map<String, String> members =
        isAscii(line)
            ? FlatJson.read(line, start)
            : FlatJson.read(new String(line.getBytes(ISO_8859_1), UTF_8), start);
    String label = text(members, "id");
    return id(label)
        .map(id ->
            new GuardRecord(
                id,
                label,
                Act.of(id, text(members, "verdict"), text(members, "mode").equals("observed")),
                number(text(members, "session")),
                text(members, "peer"),
                isOfRule(members, id) ? text(members, "rule") : "",
                text(members, "detail"),
                text(members, "before"),
                text(members, "after")));
  }

  /** Of the connection's own events the rule is the policy, which has decided nothing. */
  private static boolean isOfRule(Map<String, String> members, MessageId id) {
    return id != MessageId.CONNECTION_BUILT
        && id != MessageId.CONNECTION_ENDED
        && members.containsKey("rule");
  }

  private static String text(Map<String, String> members, String name) {
    return shown(members.getOrDefault(name, ""));
  }

  /** The log's texts are printable already, and have their backslashes doubled. */
  private static String shown(String text) {
    return isAscii(text) ? text : Printable.of(text);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  /** The first that stands in {@code label}, if this release knows it. */
  static Optional<MessageId> id(String label) {
    Matcher matcher = LABEL.matcher(label);
    return matcher.find()
        ? Optional.ofNullable(IDS.get(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  private static Optional<GuardRecord> ofText(String line) {
    Matcher label = LABEL.matcher(line);
    MessageId id = label.find() ? IDS.get(Integer.parseInt(label.group(1))) : null;
    if (id == null) {
      return Optional.empty();
    }
    String rest = shown(line.substring(label.end()).replaceFirst("^(: | - )", ""));
    Matcher session = SESSION.matcher(rest);
    boolean ofSession = session.matches();
    String said = ofSession ? session.group(3) : rest;
    Matcher quoted = QUOTED.matcher(said);
    String detail = quoted.find() ? said.substring(0, quoted.start()) : said;
    Map<String, String> texts =
        QUOTED
            .matcher(said)
            .results()
            .collect(
                Collectors.toMap(
                    each -> each.group(1),
                    each -> each.group(2).replace("\\\"", "\""),
                    (first, _) -> first));
    Matcher rule = RULE.matcher(detail);
    boolean ofRule = rule.find();
    return Optional.of(
        new GuardRecord(
            id,
            label.group(),
            ofRule ? act(id, rule.group(1)) : Act.of(id, "", false),
            ofSession ? number(session.group(1)) : 0,
            ofSession ? session.group(2) : peer(id, detail),
            texts.getOrDefault("rule", ofRule ? rule(rule) : ""),
            detail,
            texts.getOrDefault("received", ""),
            texts.getOrDefault("sent", "")));
  }

  /** In the device's form it has no map: {@code Class 3: cmd verb vrfy}. */
  private static String rule(Matcher rule) {
    return rule.group(5) == null ? rule.group(6) : "Class " + rule.group(5) + ": " + rule.group(6);
  }

  private static Act act(MessageId id, String words) {
    String action = words.toLowerCase(Locale.ROOT);
    String verdict =
        action.startsWith("refused") || action.startsWith("rate limited")
            ? "refused"
            : action.startsWith("masked")
                    || action.startsWith("stripped")
                    || action.equals("changed")
                ? "rewritten"
                : action.matches("(ended|dropped|reset) .*") ? "ended" : "";
    return Act.of(id, verdict, action.startsWith("would have"));
  }

  /** The client, where the line has no session: it asks, or it is the one that is denied. */
  private static String peer(MessageId id, String detail) {
    Matcher rule = RULE.matcher(detail);
    if (rule.find()) {
      return withoutInterface(rule.group(rule.group(2).equals("Request") ? 3 : 4));
    }
    Matcher denied = DENIED.matcher(detail);
    if (denied.find()) {
      return withoutInterface(denied.group(1));
    }
    Matcher flow = FLOW.matcher(detail);
    boolean found = id.number() < FIRST_OF_OURS && flow.find();
    if (!found) {
      return "";
    }
    return id == MessageId.ACCESS_DENIED_BY_DEFAULT
        ? flow.group(1)
        : withoutInterface(flow.group(1));
  }

  /** {@code outside:192.0.2.7/1025} without {@code outside:}. */
  private static String withoutInterface(String end) {
    return end.substring(end.indexOf(':') + 1);
  }
}
