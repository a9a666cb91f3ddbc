package org.mailguard.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessMatch;
import org.mailguard.policy.AddressSet;
import org.mailguard.policy.Ports;

/** Tells from the lines of a list whether they let anybody in to one address and port. */
final class Opening {
  private Opening() {}

  /**
   * True if the line may match a connection there.
   *
   * @param destination 4 or 16 octets, or null for every address of the machine
   */
  static boolean concerns(AccessEntry entry, byte @Nullable [] destination, int port) {
    for (AccessMatch match : entry.matches()) {
      if (match.destinationPorts().contains(port)
          && (destination == null || match.destination().contains(destination))) {
        return true;
      }
    }
    return false;
  }

  /**
   * True if some client gets in.
   *
   * @param entries those that concern the destination, in their order
   * @param byName only a line that names ports counts
   * @param everyAddress the destination is every address of the machine: a deny for one of them
   *     leaves the others
   */
  static boolean of(List<AccessEntry> entries, boolean byName, boolean everyAddress) {
    for (AccessEntry entry : entries) {
      if (entry.permit()) {
        if (!byName || namesPorts(entry)) {
          return true;
        }
      } else if (entry.when() == null && deniesEverybody(entry, everyAddress)) {
        return false;
      }
    }
    return false;
  }

  private static boolean namesPorts(AccessEntry entry) {
    return entry.matches().stream()
        .noneMatch(match -> match.destinationPorts() instanceof Ports.All);
  }

  private static boolean deniesEverybody(AccessEntry entry, boolean everyAddress) {
    for (AccessMatch match : entry.matches()) {
      if (match.source() instanceof AddressSet.All
          && match.sourcePorts() instanceof Ports.All
          && (!everyAddress || match.destination() instanceof AddressSet.All)) {
        return true;
      }
    }
    return false;
  }
}
