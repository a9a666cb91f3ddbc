package org.mailguard.inspect;

import java.util.List;
import java.util.Optional;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Octets;

/**
 * Finds web clients: a browser that posts a form to port 25, or a server that was talked into it.
 * The request line and the header lines are unknown commands to SMTP, so a patient server reads on
 * until the body, and the body is the attacker's.
 */
final class HttpClient implements Inspection {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "HEAD", "CONNECT", "OPTIONS", "DELETE", "PATCH", "TRACE");

  @Override
  public Optional<Finding> inspect(Command command) {
    return command instanceof Command.Unknown unknown && isHttp(unknown.word(), unknown.argument())
        ? Optional.of(Finding.HTTP)
        : Optional.empty();
  }

  private static boolean isHttp(Octets word, Octets argument) {
    if (word.length() > 1 && word.at(word.length() - 1) == ':') {
      return true;
    }
    return !argument.isEmpty() && METHODS.stream().anyMatch(word::equalsIgnoreCase);
  }
}
