package org.mailguard.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessList;
import org.mailguard.policy.EsmtpMap;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;
import org.mailguard.policy.Release;

/**
 * A configuration that was read and found consistent. Immutable, but for the hits that its access
 * lists count; equal if the same lines would be written.
 */
public final class Configuration {
  private final List<Entry> entries;
  private final @Nullable String hostname;
  private final Map<Publication, List<AccessEntry>> publications;
  private final Logging logging;
  private final Bounds bounds;
  private final RelayTest relayTest;
  private final Operators operators;
  private final List<AccessList> accessLists;
  private final List<EsmtpMap> maps;
  private final List<Problem> warnings;
  private final List<LineUse> lines;

  /**
   * Bounds of the guard as a whole.
   *
   * @param sessions at once, in all
   * @param sessionsPerAddress at once, of one IPv4 address or one IPv6 /64
   * @param flows what is remembered for message 106100
   */
  public record Bounds(int sessions, int sessionsPerAddress, FlowLimits flows) {}

  /** What is done about a server that would relay for everybody. */
  public enum RelayTest {
    /** Nobody asks. */
    OFF,
    /** The log says so. */
    REPORT,
    /** The configuration is not taken. */
    REFUSE
  }

  Configuration(
      List<Entry> entries,
      @Nullable String hostname,
      Map<Publication, List<AccessEntry>> publications,
      Logging logging,
      Bounds bounds,
      RelayTest relayTest,
      Operators operators,
      List<AccessList> accessLists,
      List<EsmtpMap> maps,
      List<Problem> warnings,
      List<LineUse> lines) {
    this.entries = List.copyOf(entries);
    this.hostname = hostname;
    this.publications = Collections.unmodifiableMap(new LinkedHashMap<>(publications));
    this.logging = logging;
    this.bounds = bounds;
    this.relayTest = relayTest;
    this.operators = operators;
    this.accessLists = List.copyOf(accessLists);
    this.maps = List.copyOf(maps);
    this.warnings = List.copyOf(warnings);
    this.lines = List.copyOf(lines);
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
   * What to listen on and where to, each with its access and policies; no two with one address and
   * port.
   */
  public List<Publication> publications() {
    return List.copyOf(publications.keySet());
  }

  /** The lines of access lists that may decide about connections to a publication, in order. */
  List<AccessEntry> deciding(Publication publication) {
    return publications.getOrDefault(publication, List.of());
  }

  public Logging logging() {
    return logging;
  }

  public Bounds bounds() {
    return bounds;
  }

  public RelayTest relayTest() {
    return relayTest;
  }

  /** Who may operate the guard. */
  public Operators operators() {
    return operators;
  }

  /**
   * The same with each password that stands in it in clear text hashed. A configuration is sealed
   * once, when it is taken on, and not when it is shown: each hash has a salt of its own, and what
   * is shown twice should be the same twice.
   *
   * @param hash makes of a word what stands in front of {@code pbkdf2} in a line; slow
   */
  public Configuration sealed(UnaryOperator<String> hash) {
    if (isSealed()) {
      return this;
    }
    List<Entry> sealed = Sealing.seal(entries, hash);
    return new Configuration(
        sealed,
        hostname,
        publications,
        logging,
        bounds,
        relayTest,
        Sealing.withPasswordsOf(sealed, operators),
        accessLists,
        maps,
        warnings,
        lines);
  }

  /** True if no password stands in it in clear text. */
  public boolean isSealed() {
    return Sealing.isSealed(entries);
  }

  /** For people: what holds without a line of it, as comments of the language. */
  public List<String> defaults() {
    return Defaults.lines(this);
  }

  /** The access lists in use: they count their hits. */
  public List<AccessList> accessLists() {
    return accessLists;
  }

  /** The inspection maps of the lines, whether or not a line puts them to use. */
  public List<EsmtpMap> maps() {
    return maps;
  }

  /** The map that every ASA has, {@code _default_esmtp_map}. */
  public static EsmtpMap mapOfDevice() {
    return InspectionMaps.builtIn(InspectionMaps.OF_DEVICE);
  }

  /** The old Mailguards, each with the map that it came with. */
  public static List<Policy> releases() {
    return Stream.of(Release.values()).map(Configuration::release).toList();
  }

  /** One of the old Mailguards, with the map that it came with. */
  public static Policy release(Release release) {
    return LaboratoryPolicies.of(new InspectionSetting.OldRelease(release, null, false), null);
  }

  /** Goes on counting hits where {@code earlier} stopped, list by list and line by line. */
  public void continueCounting(Configuration earlier) {
    for (AccessList list : accessLists) {
      earlier.accessLists.stream()
          .filter(other -> other.name().equals(list.name()))
          .forEach(list::continueCounting);
    }
  }

  /** What is allowed but worth a second look, in the order of the file's lines. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** What became of each line that is neither blank nor a comment. */
  public List<LineUse> lines() {
    return lines;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Configuration that && entries.equals(that.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  /** As it is written, with stars for passwords. */
  @Override
  public String toString() {
    return Secrets.maskedLines(ConfigWriter.writeAsRead(this));
  }
}
