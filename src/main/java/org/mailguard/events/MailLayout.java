package org.mailguard.events;

import org.jspecify.annotations.Nullable;

/**
 * The device's messages about mail, in its layouts (reference: cisco-mailguard 11.1). Readers of
 * its log know them by heart, so what is ours is added in other places: severity, JSON.
 *
 * @param client {@code outside:192.0.2.1/1025}
 * @param server {@code inside:10.0.0.5/25}
 */
public record MailLayout(String client, String server) {

  /**
   * What the message says.
   *
   * @param detail the session's words: for 108003 the address, for 108006 both sizes, for 507003
   *     the action
   * @param before what was received, printable, for 108002
   */
  public String of(
      MessageId id, @Nullable Intervention intervention, String detail, String before) {
    if (intervention != null && isOfRules(id)) {
      return of(intervention);
    }
    String way = " from " + client + " to " + server;
    return switch (id) {
      case COMMAND_MADE_NOOP ->
          "SMTP made noop: out " + address(client) + " in " + address(server) + " data: " + before;
      case CHARACTER_REPLACED ->
          "SMTP replaced |: out " + address(client) + " in " + address(server) + " data: " + before;
      case MALICIOUS_ADDRESS ->
          "Terminating ESMTP connection; malicious pattern detected in the mail address"
              + way
              + ". Mail Address:"
              + detail;
      case SIZE_VIOLATION -> "Detected ESMTP size violation" + way + "; " + detail;
      case TLS_STARTED ->
          "TLS started on ESMTP session between client " + client + " and server " + server;
      case FLOW_TERMINATED ->
          "tcp flow" + way + " terminated by inspection engine, reason - " + reason(detail) + ".";
      default -> detail;
    };
  }

  /** Its layout is that of a rule, or of the same kind. */
  private static boolean isOfRules(MessageId id) {
    return id == MessageId.RULE_ENFORCED
        || id == MessageId.RULE_LOGGED
        || id == MessageId.RULE_OBSERVED;
  }

  private static String reason(String action) {
    return action.equals("reset")
        ? "inspector reset unconditionally"
        : "inspector disconnected, dropped packet";
  }

  /** Of {@code outside:192.0.2.1/1025}, without interface and port. */
  private static String address(String end) {
    return end.substring(end.indexOf(':') + 1, end.lastIndexOf('/'));
  }

  private String of(Intervention done) {
    return (done.number() == 0 ? "ESMTP Parameter: " : "ESMTP Classification: ")
        + (done.observed() ? done.verdict().wouldHave() : done.verdict().action())
        + (done.response() ? " ESMTP Response from " : " ESMTP Request from ")
        + (done.response() ? server + " to " + client : client + " to " + server)
        + "; "
        + (done.number() == 0
            ? parameter(done)
            : "matched Class " + done.number() + ": " + done.rule());
  }

  /** {@code mail-relay: No Mail Relay allowed}. */
  private static String parameter(Intervention done) {
    int colon = done.rule().indexOf(": ");
    if (colon >= 0) {
      // A parameter that is a rule has the device's own text.
      return done.rule();
    }
    String[] words = done.rule().split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    String text = done.on().isEmpty() ? rest : done.on();
    return text.isEmpty() ? words[0] : words[0] + ": " + text;
  }
}
