package org.mailguard.inspect;

import java.util.Optional;
import org.mailguard.smtp.Command;

/**
 * Looks at one command, without memory. Called on the event loop: must be quick and bounded by the
 * command's length.
 */
@FunctionalInterface
public interface Inspection {
  Optional<Finding> inspect(Command command);
}
