package org.mailguard.inspect;

import java.util.Optional;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Path;

/**
 * Finds source routes, {@code <@a,@b:user@c>}. RFC 5321 appendix C lets servers ignore them; a
 * filter that reads the first domain and a server that reads the last see two different recipients.
 */
final class SourceRoute implements Inspection {

  @Override
  public Optional<Finding> inspect(Command command) {
    boolean routed =
        switch (command) {
          case Command.Rcpt(Path.Address to, _) -> !to.route().isEmpty();
          case Command.Mail(Path.Address from, _) -> !from.route().isEmpty();
          case Command.Send(_, Path.Address from) -> !from.route().isEmpty();
          case Command _ -> false;
        };
    return routed ? Optional.of(Finding.SOURCE_ROUTE) : Optional.empty();
  }
}
