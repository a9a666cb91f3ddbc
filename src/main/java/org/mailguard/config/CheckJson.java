package org.mailguard.config;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Publication;

/**
 * The report of a check as one JSON object (RFC 8259). Members are added in later versions, never
 * taken away.
 */
final class CheckJson {
  private CheckJson() {}

  static String render(String file, ConfigResult result) {
    return switch (result) {
      case ConfigResult.Accepted(Configuration configuration) ->
          object(
              member("file", string(file)),
              member("accepted", "true"),
              member("hostname", string(configuration.hostname().orElse(null))),
              member("maxSessions", "" + configuration.maxSessions()),
              member("maxSessionsPerAddress", "" + configuration.maxSessionsPerAddress()),
              member(
                  "publications",
                  array(
                      configuration.publications().stream().map(CheckJson::publication).toList())),
              member("problems", problems(configuration.warnings())));
      case ConfigResult.Refused(_, List<Problem> problems) ->
          object(
              member("file", string(file)),
              member("accepted", "false"),
              member("problems", problems(problems)));
    };
  }

  private static String publication(Publication publication) {
    String list = publication.access() instanceof AccessList bound ? bound.name() : null;
    return object(
        member("listenAddress", string(publication.listenAddress())),
        member("listenPort", "" + publication.listenPort()),
        member("serverHost", string(publication.server().host())),
        member("serverPort", "" + publication.server().port()),
        member("policy", string(publication.policy().name())),
        member(
            "inspection",
            string(publication.policy().inspection() == Inspection.FULL ? "full" : "framing")),
        member("appearance", string(publication.policy().appearance().name())),
        member("accessList", string(list)));
  }

  private static String problems(List<Problem> problems) {
    return array(problems.stream().map(CheckJson::problem).toList());
  }

  private static String problem(Problem problem) {
    return object(
        member("kind", string(problem.kind() == Problem.Kind.ERROR ? "error" : "warning")),
        member("line", "" + problem.line()),
        member("column", "" + problem.column()),
        member("message", string(problem.message())),
        member("expected", string(problem.expected())),
        member("nearest", string(problem.nearest())),
        member("quoted", string(problem.quoted())));
  }

  private static String member(String name, String value) {
    return '"' + name + "\":" + value;
  }

  private static String object(String... members) {
    return "{" + String.join(",", members) + "}";
  }

  private static String array(List<String> elements) {
    return elements.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
