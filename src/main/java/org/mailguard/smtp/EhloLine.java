package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One keyword of a reply to EHLO: ehlo-line of RFC 5321 section 4.1.1.1.
 *
 * @param keyword in upper case
 * @param extension null if the guard does not know the keyword
 * @param parameters graphic ASCII, at least one octet each
 */
record EhloLine(Octets keyword, @Nullable Extension extension, List<Octets> parameters) {
  EhloLine {
    parameters = List.copyOf(parameters);
  }

  /** Null for a line that is none, or that offers nothing. Several blanks count as one. */
  static @Nullable EhloLine parse(Octets line) {
    List<Octets> words = words(line);
    if (words.isEmpty()) {
      return null;
    }
    Octets keyword = words.removeFirst().toUpperCase();
    // AUTH=LOGIN is how servers wrote AUTH LOGIN before RFC 2554, and for the clients of then.
    if (keyword.length() > 5 && keyword.slice(0, 5).equalsIgnoreCase("AUTH=")) {
      words.addFirst(keyword.slice(5, keyword.length()));
      keyword = keyword.slice(0, 4);
    }
    if (!isKeyword(keyword) || !words.stream().allMatch(EhloLine::isParameter)) {
      return null;
    }
    Extension extension = Extension.named(keyword);
    if (extension == Extension.SIZE) {
      return new EhloLine(keyword, extension, size(words));
    }
    if (extension == Extension.AUTH) {
      List<Octets> mechanisms = mechanisms(words);
      return mechanisms.isEmpty() ? null : new EhloLine(keyword, extension, mechanisms);
    }
    return new EhloLine(keyword, extension, words);
  }

  private static List<Octets> words(Octets line) {
    List<Octets> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || Ascii.isBlank(line.at(i))) {
        if (i > start) {
          words.add(line.slice(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** The RFC has no underscore; Exim's X_PIPE_CONNECT does. */
  private static boolean isKeyword(Octets word) {
    for (int i = 0; i < word.length(); i++) {
      int octet = word.at(i);
      if (!Ascii.isLetterOrDigit(octet) && (i == 0 || (octet != '-' && octet != '_'))) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  static boolean isParameter(Octets word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Ascii.isGraphic(word.at(i))) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /** RFC 1870 section 4: one number or none. What is no number sets no limit. */
  private static List<Octets> size(List<Octets> words) {
    if (words.isEmpty()) {
      return words;
    }
    Octets word = words.getFirst();
    Cursor cursor = new Cursor(word.toByteArray(), word.length());
    boolean isNumber = cursor.takeNumber(20, "a size") >= 0 && cursor.atEnd();
    return isNumber ? List.of(word) : List.of();
  }

  /** The valid names among {@code words}, in upper case, each once. */
  private static List<Octets> mechanisms(List<Octets> words) {
    return words.stream()
        .filter(AuthParser::isMechanism)
        .map(Octets::toUpperCase)
        .distinct()
        .toList();
  }

  /**
   * Mechanisms of two AUTH lines add up; of other keywords the first line is the one that counts.
   */
  EhloLine merge(EhloLine later) {
    if (extension != Extension.AUTH) {
      return this;
    }
    List<Octets> all = new ArrayList<>(parameters);
    all.addAll(later.parameters);
    return new EhloLine(keyword, extension, mechanisms(all));
  }

  Octets print() {
    LineBuilder line = new LineBuilder().add(keyword);
    parameters.forEach(line::addWord);
    return line.octets();
  }
}
