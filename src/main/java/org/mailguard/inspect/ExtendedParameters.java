package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of one parameter together: the plain one, the extended one ({@code name*}), and
 * the one in pieces ({@code name*0}, {@code name*1*}), RFC 2231. All that are there are read, since
 * programs differ in which they take; encoded words (RFC 2047) are decoded in each.
 */
final class ExtendedParameters {
  private record Piece(boolean extended, String text) {}

  private final List<MimeParameters.Parameter> all;
  private final String name;
  private final Set<ContentAnomaly> anomalies;
  private final Set<String> values = new LinkedHashSet<>();
  private final TreeMap<Integer, Piece> pieces = new TreeMap<>();

  /** As {@link #pieces}, in the last reading where those have the first. */
  private final TreeMap<Integer, Piece> otherPieces = new TreeMap<>();

  private boolean plainSeen;
  private boolean extendedSeen;

  private ExtendedParameters(
      List<MimeParameters.Parameter> all, String name, Set<ContentAnomaly> anomalies) {
    this.all = all;
    this.name = name;
    this.anomalies = anomalies;
  }

  /** All readings of parameter {@code name}, decoded, in order, each once. */
  static Set<String> values(
      List<MimeParameters.Parameter> all, String name, Set<ContentAnomaly> anomalies) {
    return new ExtendedParameters(all, name, anomalies).values();
  }

  private Set<String> values() {
    for (MimeParameters.Parameter parameter : all) {
      if (parameter.name().equals(name)) {
        repeated(plainSeen);
        plainSeen = true;
        parameter.readings().forEach(reading -> values.add(decodeWords(reading)));
      } else if (parameter.name().startsWith(name + "*")) {
        star(parameter, parameter.name().substring(name.length() + 1));
      }
    }
    if (!pieces.isEmpty()) {
      join(pieces);
      join(otherPieces);
    }
    return values;
  }

  private void repeated(boolean seen) {
    if (seen) {
      anomalies.add(ContentAnomaly.REPEATED_PARAMETER);
    }
  }

  private void star(MimeParameters.Parameter parameter, String suffix) {
    if (suffix.isEmpty()) {
      repeated(extendedSeen);
      extendedSeen = true;
      for (String reading : parameter.readings()) {
        values.add(joined(Map.of(0, new Piece(true, reading))));
      }
      return;
    }
    boolean extended = suffix.endsWith("*");
    String number = extended ? suffix.substring(0, suffix.length() - 1) : suffix;
    int index = index(number);
    if (index < 0 || (number.length() > 1 && number.startsWith("0"))) {
      anomalies.add(ContentAnomaly.BROKEN_CONTINUATION);
    }
    if (index >= 0) {
      Piece first = new Piece(extended, parameter.readings().getFirst());
      repeated(pieces.putIfAbsent(index, first) != null);
      otherPieces.put(index, new Piece(extended, parameter.readings().getLast()));
    }
  }

  private static int index(String digits) {
    int index = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i == 4) {
        return -1;
      }
      index = index * 10 + c - '0';
    }
    return digits.isEmpty() ? -1 : index;
  }

  private void join(SortedMap<Integer, Piece> inOrder) {
    int expected = 0;
    while (inOrder.containsKey(expected)) {
      expected++;
    }
    if (expected < inOrder.size()) {
      anomalies.add(ContentAnomaly.BROKEN_CONTINUATION);
      if (expected > 0) {
        values.add(joined(inOrder.headMap(expected)));
      }
    }
    values.add(joined(inOrder));
  }

  private String joined(Map<Integer, Piece> inOrder) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    @Nullable String charset = null;
    boolean first = true;
    for (Piece piece : inOrder.values()) {
      if (!piece.extended()) {
        octets.writeBytes(piece.text().getBytes(ISO_8859_1));
      } else if (first) {
        charset = withCharset(piece.text(), octets);
      } else {
        percent(piece.text(), 0, octets);
      }
      first = false;
    }
    if (charset == null || charset.isEmpty()) {
      return decodeWords(octets.toString(ISO_8859_1));
    }
    Charset known = MailCharsets.named(charset);
    if (known == null) {
      anomalies.add(ContentAnomaly.UNKNOWN_CHARSET);
      return MailCharsets.guess(octets.toByteArray());
    }
    return octets.toString(known);
  }

  /** {@code charset'language'text}; null if the text has no charset. */
  private @Nullable String withCharset(String text, ByteArrayOutputStream octets) {
    int charset = text.indexOf('\'');
    int language = charset < 0 ? -1 : text.indexOf('\'', charset + 1);
    if (language < 0) {
      anomalies.add(ContentAnomaly.BROKEN_EXTENDED_VALUE);
      percent(text, 0, octets);
      return null;
    }
    percent(text, language + 1, octets);
    return text.substring(0, charset);
  }

  private void percent(String text, int from, ByteArrayOutputStream octets) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        octets.write(c);
      } else if (i + 2 < text.length()
          && EncodedWords.isHex(text.charAt(i + 1))
          && EncodedWords.isHex(text.charAt(i + 2))) {
        octets.write(
            EncodedWords.hex(text.charAt(i + 1)) << 4 | EncodedWords.hex(text.charAt(i + 2)));
        i += 2;
      } else {
        anomalies.add(ContentAnomaly.BROKEN_EXTENDED_VALUE);
        octets.write(c);
      }
    }
  }

  private String decodeWords(String text) {
    EncodedWords.Decoded decoded = EncodedWords.decode(text);
    if (!decoded.allKnown()) {
      anomalies.add(ContentAnomaly.UNKNOWN_CHARSET);
    }
    return decoded.text();
  }
}
