package org.mailguard.policy;

/** Connections that a line means: all four must fit. */
public record AccessMatch(
    AddressSet source, Ports sourcePorts, AddressSet destination, Ports destinationPorts) {

  /** Addresses as {@link AddressSet#octets} gives them. */
  boolean covers(byte[] from, int fromPort, byte[] to, int toPort) {
    return destinationPorts.contains(toPort)
        && sourcePorts.contains(fromPort)
        && source.contains(from)
        && destination.contains(to);
  }
}
