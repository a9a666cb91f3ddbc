package org.mailguard.config;

import static org.mailguard.config.JsonText.array;
import static org.mailguard.config.JsonText.member;
import static org.mailguard.config.JsonText.object;
import static org.mailguard.config.JsonText.string;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Access;
import org.mailguard.policy.AccessAtServer;
import org.mailguard.policy.AccessForSome;
import org.mailguard.policy.AccessPath;
import org.mailguard.policy.Inspection;
import org.mailguard.policy.Policy;
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
              member("maxSessions", "" + configuration.bounds().sessions()),
              member("maxSessionsPerAddress", "" + configuration.bounds().sessionsPerAddress()),
              member(
                  "publications",
                  array(
                      configuration.publications().stream()
                          .map(publication -> publication(publication, configuration))
                          .toList())),
              member("maps", maps(configuration)),
              member("problems", problems(configuration.warnings())),
              member("lines", lines(configuration.lines())));
      case ConfigResult.Refused(_, List<Problem> problems, List<LineUse> lines) ->
          object(
              member("file", string(file)),
              member("accepted", "false"),
              member("problems", problems(problems)),
              member("lines", lines(lines)));
    };
  }

  private static String publication(Publication publication, Configuration configuration) {
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
        member("accessList", string(firstList(publication.access()))),
        member("clientInterface", string(publication.translation().clientInterface())),
        member("serverInterface", string(publication.translation().serverInterface())),
        member("maxConnections", "" + publication.translation().connections()),
        member("maxEmbryonic", "" + publication.translation().embryonic()),
        member(
            "rules",
            array(
                configuration.deciding(publication).stream()
                    .map(entry -> string(entry.line()))
                    .toList())),
        member(
            "classes",
            array(
                PolicyAccount.Clients.of(publication).stream().map(CheckJson::clients).toList())));
  }

  private static String clients(PolicyAccount.Clients clients) {
    String name = clients.policy().trafficClass();
    return object(
        member("class", string(name.isEmpty() ? null : name)),
        member("accessList", string(clients.list())),
        member("policy", string(clients.policy().name())));
  }

  /** Those in force, each once, in the order in which publications come to them. */
  private static String maps(Configuration configuration) {
    return array(
        configuration.publications().stream()
            .flatMap(publication -> PolicyAccount.Clients.of(publication).stream())
            .map(PolicyAccount.Clients::policy)
            .distinct()
            .filter(PolicyAccount::hasMap)
            .map(Policy::map)
            .distinct()
            .map(map -> map(MapLines.of(map, configuration)))
            .toList());
  }

  private static String map(MapLines map) {
    return object(
        member("name", string(map.name())),
        member("parameters", array(map.parameters().stream().map(JsonText::string).toList())),
        member("shields", array(map.shields().stream().map(JsonText::string).toList())),
        member("rules", array(map.rules().stream().map(CheckJson::rule).toList())));
  }

  private static String rule(MapLines.Line rule) {
    return object(
        member("phase", string(rule.phase().word())),
        member("origin", string(rule.origin())),
        member("number", "" + rule.number()),
        member("match", string(rule.match())),
        member("action", string(rule.action())),
        member("observed", "" + rule.observed()));
  }

  /** The list that is asked first, or null if none is bound. */
  private static @Nullable String firstList(Access access) {
    return switch (access) {
      case AccessAtServer(Access inner, _, _) -> firstList(inner);
      case AccessForSome(_, Access inner) -> firstList(inner);
      case AccessPath(List<AccessPath.Bound> inbound, _, _) ->
          inbound.isEmpty() ? null : inbound.getFirst().list().name();
      default -> null;
    };
  }

  private static String lines(List<LineUse> lines) {
    return array(lines.stream().map(CheckJson::line).toList());
  }

  private static String line(LineUse line) {
    return object(
        member("line", "" + line.line()),
        member("use", string(line.use().name().toLowerCase(Locale.ROOT).replace('_', ' '))),
        member("reason", string(line.reason())),
        member("text", string(line.text())));
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
}
