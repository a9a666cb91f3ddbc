package org.mailguard.policy;

/**
 * One line of an access list.
 *
 * @param source whom the client is
 * @param destination where the client connected to
 * @param line for logs: the line as the configuration is written
 */
public record AccessRule(
    boolean permit,
    AddressSet source,
    Ports sourcePorts,
    AddressSet destination,
    Ports destinationPorts,
    String line) {

  boolean matches(byte[] from, int fromPort, byte[] to, int toPort) {
    return destinationPorts.contains(toPort)
        && sourcePorts.contains(fromPort)
        && source.contains(from)
        && destination.contains(to);
  }
}
