package org.mailguard.smtp;

import java.util.List;

/**
 * A reply that an old release edited in place: whole lines, code and separator included. It need
 * not be a reply any more; only its line ends are certain.
 */
public record MaskedReply(List<Octets> lines) implements ServerReply {
  public MaskedReply {
    lines = List.copyOf(lines);
  }
}
