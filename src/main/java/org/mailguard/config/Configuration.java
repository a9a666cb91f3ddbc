package org.mailguard.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Publication;

/**
 * A configuration that was read and found consistent. Immutable; equal if the same lines would be
 * written.
 */
public final class Configuration {
  private final List<Entry> entries;
  private final @Nullable String hostname;
  private final List<Publication> publications;
  private final Logging logging;
  private final int maxSessions;
  private final int maxSessionsPerAddress;
  private final List<Problem> warnings;

  Configuration(
      List<Entry> entries,
      @Nullable String hostname,
      List<Publication> publications,
      Logging logging,
      int maxSessions,
      int maxSessionsPerAddress,
      List<Problem> warnings) {
    this.entries = List.copyOf(entries);
    this.hostname = hostname;
    this.publications = List.copyOf(publications);
    this.logging = logging;
    this.maxSessions = maxSessions;
    this.maxSessionsPerAddress = maxSessionsPerAddress;
    this.warnings = List.copyOf(warnings);
  }

  /** What the writer writes, in its order. */
  List<Entry> entries() {
    return entries;
  }

  /** The guard's own name, if it has one. */
  public Optional<String> hostname() {
    return Optional.ofNullable(hostname);
  }

  /**
   * What to listen on and where to, each with its access list and policy; no two with one address
   * and port.
   */
  public List<Publication> publications() {
    return publications;
  }

  public Logging logging() {
    return logging;
  }

  /** Sessions of the whole guard at once. */
  public int maxSessions() {
    return maxSessions;
  }

  /** Sessions of one IPv4 address, or of one IPv6 /64, at once. */
  public int maxSessionsPerAddress() {
    return maxSessionsPerAddress;
  }

  /** What is allowed but worth a second look, in the order of the file's lines. */
  public List<Problem> warnings() {
    return warnings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Configuration that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return ConfigWriter.write(this);
  }
}
