package org.mailguard.peers;

import java.util.List;
import java.util.Locale;

/** What a server offered to EHLO, as a client that reads it finds it. */
record EhloOffer(List<String> lines) {
  static final EhloOffer NOTHING = new EhloOffer(List.of());

  EhloOffer {
    lines = List.copyOf(lines);
  }

  static EhloOffer of(WireReply reply) {
    return new EhloOffer(reply.keywords());
  }

  /** True if a line begins with this keyword, in whatever case. */
  boolean has(String keyword) {
    return lines.stream().anyMatch(line -> words(line)[0].equals(keyword));
  }

  /** True if this word stands behind this keyword, as a mechanism does, also with {@code =}. */
  boolean has(String keyword, String word) {
    return lines.stream()
        .map(EhloOffer::words)
        .anyMatch(words -> words[0].equals(keyword) && List.of(words).contains(word));
  }

  /** What remains without the lines that begin with one of these keywords. */
  EhloOffer without(List<String> keywords) {
    return new EhloOffer(
        lines.stream().filter(line -> !keywords.contains(words(line)[0])).toList());
  }

  private static String[] words(String line) {
    return line.toUpperCase(Locale.ROOT).split("[ =]", -1);
  }
}
