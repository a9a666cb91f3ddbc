package org.mailguard.doctor.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Confidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Nature;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Symptom;
import org.mailguard.doctor.catalogue.Block.Entry;

/**
 * The catalogue. Its files stand beside this class as resources, one for the remedies and some for
 * the fingerprints; {@link #FILES} names them. A block reads
 *
 * <pre>
 * fingerprint cisco-greeting-starred
 *   product Cisco PIX 5.1 to 6.3 or ASA
 *   nature interference
 *   confidence sure
 *   see greeting ^220[- ][*20]+$
 *   meaning The greeting is overwritten.
 *   explains telnet certain-domains
 *   remedy asa-soft-map asa-off
 * </pre>
 *
 * where {@code see} may stand several times (any is enough), as may {@code with} (all are needed)
 * and {@code unless} (none may be). {@code absorbs} names others that say less: where both match,
 * their evidence is added to this one's and they are not reported. An id stands once in all files.
 */
public final class Fingerprints {
  /** The files with fingerprints, in the order in which findings are reported. */
  static final List<String> FILES =
      List.of("cisco", "firewalls", "gateways", "client-side", "behaviour", "servers");

  /** More of them, for what logs, bounces, transcripts and captures show. */
  static final List<String> READING_FILES = List.of("conversations", "sides", "logs", "bounces");

  private static final List<String> REMEDY_FILES = List.of("remedies", "remedies-reading");

  private static final Set<String> FINGERPRINT_KEYS =
      Set.of(
          "product",
          "nature",
          "confidence",
          "see",
          "with",
          "unless",
          "meaning",
          "explains",
          "remedy",
          "absorbs");
  private static final Set<String> REMEDY_KEYS =
      Set.of("box", "release", "step", "does", "type", "cost", "checked");

  private final List<Fingerprint> fingerprints;

  Fingerprints(List<Fingerprint> fingerprints) {
    this.fingerprints = List.copyOf(fingerprints);
  }

  /** All that one end of a conversation can see. */
  public static Fingerprints standard() {
    return of(FILES);
  }

  /** All that one end can see, and what is left of conversations that are over. */
  public static Fingerprints reading() {
    return of(Stream.of(FILES, READING_FILES).flatMap(List::stream).toList());
  }

  /** The fingerprints of other resource files of this package, named without their suffix. */
  public static Fingerprints of(List<String> files) {
    Map<String, Remedy> remedies = new LinkedHashMap<>();
    for (String file : REMEDY_FILES) {
      remedies.putAll(remedies(file, resource(file)));
    }
    List<Fingerprint> all = new ArrayList<>();
    for (String file : files) {
      all.addAll(read(file, resource(file), remedies));
    }
    Set<String> ids = new HashSet<>();
    for (Fingerprint each : all) {
      if (!ids.add(each.id())) {
        throw new IllegalStateException("two fingerprints are called " + each.id());
      }
    }
    return new Fingerprints(all);
  }

  public List<Fingerprint> all() {
    return fingerprints;
  }

  public Optional<Fingerprint> named(String id) {
    return fingerprints.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** What the observations of one host, log or conversation amount to, in catalogue order. */
  public List<Finding> match(List<Observation> seen) {
    Map<String, Finding> found = new LinkedHashMap<>();
    for (Fingerprint each : fingerprints) {
      each.match(seen).ifPresent(finding -> found.put(each.id(), finding));
    }
    for (Fingerprint each : fingerprints) {
      if (found.containsKey(each.id())) {
        each.absorbs().forEach(weaker -> absorb(found, each.id(), weaker));
      }
    }
    return List.copyOf(found.values());
  }

  private static void absorb(Map<String, Finding> found, String id, String weaker) {
    Finding stronger = found.get(id);
    Finding absorbed = weaker.equals(id) ? null : found.get(weaker);
    if (stronger != null && absorbed != null) {
      found.remove(weaker);
      found.put(id, stronger.with(absorbed.evidence()));
    }
  }

  /**
   * Remedies by id.
   *
   * @throws IllegalStateException for a bad file, with every problem, its line and its column
   */
  static Map<String, Remedy> remedies(String name, String text) {
    Problems problems = new Problems(name);
    Map<String, Remedy> remedies = new LinkedHashMap<>();
    for (Block block : Block.read(text, problems)) {
      if (!block.kind().equals("remedy")) {
        problems.add(block.line(), 1, "expected remedy, not " + block.kind());
        continue;
      }
      Fields fields = new Fields(block, problems, REMEDY_KEYS);
      Remedy remedy =
          new Remedy(
              block.id(),
              fields.one("box", null),
              fields.one("release", ""),
              fields.one("step", 1, Fingerprints::step),
              fields.one("does", null),
              fields.all("type").stream().map(Entry::value).toList(),
              fields.one("cost", null),
              fields.one("checked", false, Fingerprints::yesOrNo));
      if (remedies.put(block.id(), remedy) != null) {
        problems.add(block.line(), 1, "a second remedy " + block.id());
      }
    }
    problems.none();
    return remedies;
  }

  /**
   * Fingerprints in order.
   *
   * @throws IllegalStateException for a bad file, with every problem, its line and its column
   */
  static List<Fingerprint> read(String name, String text, Map<String, Remedy> remedies) {
    Problems problems = new Problems(name);
    List<Fingerprint> fingerprints = new ArrayList<>();
    for (Block block : Block.read(text, problems)) {
      if (!block.kind().equals("fingerprint")) {
        problems.add(block.line(), 1, "expected fingerprint, not " + block.kind());
        continue;
      }
      Fields fields = new Fields(block, problems, FINGERPRINT_KEYS);
      fields.some("see");
      fingerprints.add(
          new Fingerprint(
              block.id(),
              fields.one("product", null),
              fields.one("nature", Nature.NAMED, word -> constant(Nature.values(), word)),
              fields.one(
                  "confidence", Confidence.HINT, word -> constant(Confidence.values(), word)),
              sightings(fields, "see"),
              sightings(fields, "with"),
              sightings(fields, "unless"),
              fields.one("meaning", null),
              words(fields, "explains", id -> Symptom.named(id).orElse(null)),
              words(fields, "remedy", remedies::get),
              words(fields, "absorbs", id -> id)));
    }
    problems.none();
    return fingerprints;
  }

  private static List<Sighting> sightings(Fields fields, String key) {
    List<Sighting> sightings = new ArrayList<>();
    for (Entry entry : fields.all(key)) {
      try {
        sightings.add(Sighting.parse(entry.value()));
      } catch (IllegalArgumentException e) {
        fields.problem(entry, String.valueOf(e.getMessage()));
      }
    }
    return sightings;
  }

  private static <T> List<T> words(Fields fields, String key, Function<String, @Nullable T> named) {
    List<T> found = new ArrayList<>();
    for (Entry entry : fields.all(key)) {
      for (String word : entry.value().split(" +", -1)) {
        T value = named.apply(word);
        if (value == null) {
          fields.problem(entry, "there is no " + key + " " + word);
        } else {
          found.add(value);
        }
      }
    }
    return found;
  }

  private static <E extends Enum<E>> @Nullable E constant(E[] values, String word) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer step(String digit) {
    return digit.matches("[1-9]") ? Integer.valueOf(digit) : null;
  }

  private static @Nullable Boolean yesOrNo(String word) {
    return word.equals("yes") ? Boolean.TRUE : word.equals("no") ? Boolean.FALSE : null;
  }

  private static String resource(String file) {
    try (InputStream in = Fingerprints.class.getResourceAsStream(file + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no catalogue " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
