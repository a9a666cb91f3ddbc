package org.mailguard.policy;

import java.util.List;

/** A set of TCP ports as an access list can name one. */
public sealed interface Ports {
  boolean contains(int port);

  /** No operator: every port. */
  record All() implements Ports {
    @Override
    public boolean contains(int port) {
      return true;
    }
  }

  /** {@code neq}. */
  record Except(int port) implements Ports {
    @Override
    public boolean contains(int other) {
      return other != port;
    }
  }

  /** {@code eq}, {@code lt}, {@code gt}, {@code range}; both ends included, {@code low <= high}. */
  record Range(int low, int high) implements Ports {
    public Range {
      if (low > high) {
        throw new IllegalArgumentException(low + " > " + high);
      }
    }

    @Override
    public boolean contains(int port) {
      return low <= port && port <= high;
    }
  }

  /** What a group of ports stands for; empty if it has none that TCP has. */
  record Union(List<Ports> ports) implements Ports {
    public Union {
      ports = List.copyOf(ports);
    }

    @Override
    public boolean contains(int port) {
      return ports.stream().anyMatch(some -> some.contains(port));
    }
  }
}
