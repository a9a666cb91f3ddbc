package org.mailguard.session;

import java.util.List;
import java.util.Locale;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Limits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** The policies that a transcript can name. */
public final class TranscriptPolicies {
  private TranscriptPolicies() {}

  private static final String PUBLISHED =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      """;

  static Policy apply(Policy policy, String word, String rest) {
    return word.equals("policy") ? named(rest) : limited(policy, rest);
  }

  /**
   * Of a server that is inspected with the map {@code edge}, which {@code lines} define; or as the
   * lines say themselves.
   */
  public static Policy configured(List<String> lines) {
    String text = String.join("\n", lines) + "\n";
    boolean whole = text.contains("service-policy ") || text.contains("fixup ");
    return whole ? parsed(PUBLISHED + text) : inspected(text, "edge");
  }

  private static Policy inspected(String lines, String map) {
    String text =
        PUBLISHED
            + lines
            + """
            policy-map global_policy
             class inspection_default
              inspect esmtp %s
            service-policy global_policy global
            """
                .formatted(map);
    return parsed(text);
  }

  private static Policy parsed(String text) {
    return switch (ConfigParser.parse("transcript", text)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration.publications().getFirst().policy();
      case ConfigResult.Refused(_, var problems, _) ->
          throw new IllegalArgumentException(text + problems);
    };
  }

  private static Policy named(String name) {
    return switch (name) {
      case "default" -> Policy.MAILGUARD_DEFAULT;
      case "device" -> inspected("", "_default_esmtp_map");
      case "framing" -> Policy.FRAMING_ONLY;
      case "p51-strict-greeting" -> {
        Release p51 = Release.P51;
        yield p51.policy(p51.appearance().withGreeting(Appearance.Greeting.STARRED_WITH_BLANK));
      }
      case "p40", "p42", "p44", "p51", "p70", "a72", "a94" ->
          Configuration.release(Release.valueOf(name.toUpperCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException("policy " + name);
    };
  }

  private static Policy limited(Policy policy, String rest) {
    String[] words = rest.split(" ", 2);
    int count = Integer.parseInt(words[1]);
    Limits old = policy.limits();
    Limits limits =
        switch (words[0]) {
          case "recipients" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  count,
                  old.errors(),
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "errors" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  count,
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "junk" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  count,
                  old.outstanding(),
                  old.chunks(),
                  old.drained());
          case "outstanding" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  old.junk(),
                  count,
                  old.chunks(),
                  old.drained());
          case "drained" ->
              new Limits(
                  old.commandLine(),
                  old.saslLine(),
                  old.recipients(),
                  old.errors(),
                  old.junk(),
                  old.outstanding(),
                  old.chunks(),
                  count);
          default -> throw new IllegalArgumentException("limit " + rest);
        };
    return policy.withBounds(limits, policy.timeouts());
  }
}
