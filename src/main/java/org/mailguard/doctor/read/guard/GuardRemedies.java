package org.mailguard.doctor.read.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.doctor.Remedy;
import org.mailguard.events.MessageId;

/**
 * What to type on Mailguard if what it did should not be done. Where there is a line that allows
 * it, that is the line; where there is none, what {@code explain} says.
 */
final class GuardRemedies {
  private static final String BOX = "Mailguard";

  /** A rule as records name it: its map, its number if it has one, its words. */
  private static final Pattern RULE = Pattern.compile("(\\S+) (?:(\\d{1,9}) )?(\\S.*)");

  /** An id in a reply's text, and what follows it in parentheses: of a rule's reply the rule. */
  private static final Pattern IN_REPLY =
      Pattern.compile("MG-[0-7]-\\d{6}\\b(?:[^()]*\\((?!in reply to)([^()]*)\\))?");

  /** Of a shield: what it is against, and when that was known. */
  private static final Pattern SHIELD = Pattern.compile("[a-z][a-z-]*-\\d{4}-\\d\\d");

  private static final List<String> BUILT_IN = List.of("mailguard_default", "_default_esmtp_map");

  private static final Pattern DENIED =
      Pattern.compile("src \\S+?:(\\S+)/\\d+ dst \\S+/(\\d+) by access-group \"([\\w.-]+)\"");

  private GuardRemedies() {}

  /** The gentler first; empty if nothing is to be done. */
  static List<Remedy> of(GuardRecord record) {
    return of(record.id(), record.rule(), record.before(), record.detail());
  }

  /** Of a reply that a client got, in which the id stands and perhaps the rule. */
  static List<Remedy> ofReply(String text) {
    List<Remedy> remedies = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Matcher reply = IN_REPLY.matcher(line);
      if (reply.find()) {
        String rule = reply.group(1) == null ? "" : reply.group(1);
        GuardLine.id(reply.group())
            .ifPresent(
                id -> remedies.addAll(of(id, id == MessageId.RULE_ENFORCED ? rule : "", "", "")));
      }
    }
    return remedies;
  }

  private static List<Remedy> of(MessageId id, String ruleText, String before, String detail) {
    // The device's form of syslog has no name of the map.
    Matcher rule = RULE.matcher(ruleText.replaceFirst("^Class (\\d{1,9}):", "YOUR-MAP $1"));
    boolean named = rule.matches();
    String map = named ? rule.group(1) : "";
    String words = named ? rule.group(3) : ruleText;
    return switch (id) {
      case RULE_OBSERVED, RULE_LOGGED, FLOW_TERMINATED -> List.of();
      case RULE_ENFORCED ->
          named && rule.group(2) != null
              ? ofRule(map, rule.group(2), words)
              : ofParameter(id, map, words);
      case COMMAND_FORBIDDEN -> verb(id, map, words, before);
      case NEWLINE_IN_DATA -> newline(id, map);
      case ACCESS_DENIED -> access(id, detail);
      case TOO_MANY_RECIPIENTS -> limit(id, "recipients", 2000);
      case TOO_MANY_ERRORS -> limit(id, "errors", 40);
      case TOO_MUCH_JUNK -> limit(id, "junk", 200);
      case TOO_MANY_SESSIONS -> limit(id, "sessions", 10_000);
      case TOO_MANY_SESSIONS_OF_ADDRESS -> limit(id, "sessions per-address", 200);
      default -> explained(id);
    };
  }

  private static List<Remedy> ofRule(String map, String number, String words) {
    String rule = "rule " + number + " of " + map;
    if (SHIELD.matcher(map).matches()) {
      return List.of(
          remedy(
              map + "-observe",
              1,
              "If it was honest mail, let the shield " + map + " only observe, in your map.",
              List.of("policy-map type inspect esmtp YOUR-MAP", " shield " + map + " monitor"),
              "the servers behind are open to what the shield is against"));
    }
    if (BUILT_IN.contains(map)) {
      return List.of(
          remedy(
              map + "-" + number + "-own",
              1,
              "If it was honest mail, write a map of your own without "
                  + rule
                  + " ("
                  + words
                  + "), and name it behind inspect esmtp.",
              List.of(),
              "what the rule keeps out comes in"));
    }
    return List.of(
        remedy(
            map + "-" + number + "-observe",
            1,
            "If it was honest mail, let " + rule + " only observe; its records go on.",
            List.of("policy-map type inspect esmtp " + map, " match " + words, "  monitor"),
            "what the rule keeps out comes in, and is recorded"),
        remedy(
            map + "-" + number + "-off",
            2,
            "Take " + rule + " away.",
            List.of("policy-map type inspect esmtp " + map, " no match " + words),
            "what the rule keeps out comes in"));
  }

  private static List<Remedy> ofParameter(MessageId id, String map, String words) {
    String first = words.split("[ :]", 2)[0];
    if (isOwn(map) && (first.equals("special-character") || first.equals("mail-relay"))) {
      return List.of(
          parameter(
              map,
              first + "-off",
              first.equals("mail-relay")
                  ? "If the recipient's domain is yours, add a line mail-relay for it; or take the"
                      + " lines away."
                  : "If the address is honest, take the line away.",
              "no " + first,
              first.equals("mail-relay")
                  ? "the guard no longer keeps the server from being a relay"
                  : "a vertical bar in an address has made servers run commands"));
    }
    return explained(id);
  }

  private static List<Remedy> verb(MessageId id, String map, String words, String before) {
    String word = words.startsWith("verb ") ? words.substring(5) : before.split(" ", 2)[0];
    String verb = word.strip().toLowerCase(Locale.ROOT);
    return isOwn(map) && verb.matches("[a-z][a-z0-9-]{2,20}")
        ? List.of(
            remedy(
                map + "-verb-" + verb,
                1,
                "If a client of yours needs the command, let it pass in the map " + map + ".",
                List.of(
                    "policy-map type inspect esmtp " + map, " match cmd verb " + verb, "  allow"),
                "the verb has been used to attack servers"))
        : explained(id);
  }

  private static List<Remedy> newline(MessageId id, String map) {
    return isOwn(map)
        ? List.of(
            parameter(
                map,
                "newline",
                "If the sender cannot be mended, make CR LF of what stands alone.",
                "bare-newline normalize",
                "none for the server; a signature over such lines no longer fits"))
        : explained(id);
  }

  private static List<Remedy> access(MessageId id, String detail) {
    Matcher denied = DENIED.matcher(detail);
    if (!denied.find()) {
      return explained(id);
    }
    String line =
        "access-list "
            + denied.group(3)
            + " line 1 permit tcp host "
            + denied.group(1)
            + " any eq ";
    return List.of(
        remedy(
            denied.group(3) + "-permit",
            1,
            "If the client should get in, permit it before the line that denies it.",
            List.of(line + (denied.group(2).equals("25") ? "smtp" : denied.group(2))),
            "this client may connect"));
  }

  private static List<Remedy> limit(MessageId id, String what, int more) {
    return List.of(
        remedy(
            id.number() + "-limit",
            1,
            "If it was honest, raise the limit; this is twice what holds without a line.",
            List.of("limit " + what + " " + more),
            "one client may cost more"));
  }

  private static List<Remedy> explained(MessageId id) {
    return id.remedy().startsWith("Nothing")
        ? List.of()
        : List.of(
            remedy(
                String.valueOf(id.number()),
                1,
                id.remedy(),
                List.of(),
                "mailguard explain " + id.number() + " says what it is against"));
  }

  private static boolean isOwn(String map) {
    return !map.isEmpty() && !BUILT_IN.contains(map) && !SHIELD.matcher(map).matches();
  }

  private static Remedy parameter(String map, String name, String does, String line, String cost) {
    return remedy(
        map + "-" + name,
        1,
        does,
        List.of("policy-map type inspect esmtp " + map, " parameters", "  " + line),
        cost);
  }

  private static Remedy remedy(
      String name, int step, String does, List<String> lines, String cost) {
    return new Remedy(
        "mailguard-" + name.toLowerCase(Locale.ROOT), BOX, "", step, does, lines, cost, true);
  }
}
