package org.mailguard.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes a Content-Type or Content-Disposition apart: a value, and parameters behind it (RFC 2045
 * section 5.1).
 *
 * <p><b>Readings.</b> Where mail programs read one text in several ways, this keeps them all, the
 * one that the RFC means first: {@code filename=a.txt .exe} is {@code a.txt} to one and {@code
 * a.txt .exe} to another, and a sender who knows both picks the one that the guard does not see.
 * The same goes for comments, for backslashes that escape nothing, for quotes that never close and
 * for text behind quotes. Each such place is an anomaly as well. Behind one, programs do not even
 * agree on where the next parameter begins, so then it is also read as by those that know of
 * semicolons only.
 *
 * <p><b>Bounds.</b> The place moves only forward, a value is cut out only for the few names that
 * somebody asks about, and at most {@code limit} parameters are kept, of a bounded length together.
 * So the cost is linear in the field's length and a constant times the limit.
 */
final class MimeParameters {
  /**
   * One parameter.
   *
   * @param name in lower case
   * @param readings at least one
   */
  record Parameter(String name, boolean quoted, List<String> readings) {}

  /** Readings overlap: all of them together are kept up to so many times the field's length. */
  private static final int KEPT = 4;

  private static final int LONGEST_NAME = 40;

  private final String in;
  private final int limit;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<ContentAnomaly> anomalies = EnumSet.noneOf(ContentAnomaly.class);
  private final String value;
  private int at;
  private int semicolon = -1;
  private int kept;

  /** True if a quoted value has an escaped quote and a semicolon in it. */
  private boolean escapes;

  /** Of text that has a character an octet. */
  MimeParameters(String in, int limit) {
    this.in = in;
    this.limit = limit;
    value = leadingValue();
    while (at < in.length()) {
      parameter();
    }
    if (!anomalies.isEmpty() || escapes) {
      split();
    }
  }

  /** Neither quotes nor comments hide a semicolon from who does not know them. */
  private void split() {
    int from = in.indexOf(';') + 1;
    int found = 0;
    while (from > 0) {
      int semicolonBehind = in.indexOf(';', from);
      int end = semicolonBehind < 0 ? in.length() : semicolonBehind;
      int sign = in.indexOf('=', from, end);
      if (sign >= 0) {
        String name = name(from, sign).strip();
        if (isWanted(name) && ++found > limit) {
          anomalies.add(ContentAnomaly.TOO_MANY_PARAMETERS);
          return;
        }
        if (isWanted(name)) {
          read(name, withoutQuotes(in.substring(sign + 1, end).strip()));
        }
      }
      from = semicolonBehind + 1;
    }
  }

  private static String withoutQuotes(String text) {
    int quote = text.startsWith("\"") ? text.indexOf('"', 1) : -1;
    return (quote < 0 ? text : text.substring(1, quote)).replace("\"", "");
  }

  /** One more reading of a parameter, if it is one. */
  private void read(String name, String reading) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name) && parameter.readings().contains(reading)) {
        return;
      }
    }
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        parameter.readings().add(reading);
        return;
      }
    }
    if (parameters.size() == limit) {
      anomalies.add(ContentAnomaly.TOO_MANY_PARAMETERS);
    } else {
      parameters.add(new Parameter(name, false, new ArrayList<>(List.of(reading))));
    }
  }

  private String name(int from, int to) {
    return in.substring(from, Math.min(to, from + LONGEST_NAME)).toLowerCase(Locale.ROOT);
  }

  private static boolean isWanted(String name) {
    return name.startsWith("name") || name.startsWith("filename") || name.startsWith("boundary");
  }

  /** In lower case, without comments. */
  String value() {
    return value;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** What was read in more ways than one. */
  Set<ContentAnomaly> anomalies() {
    return Collections.unmodifiableSet(anomalies);
  }

  private String leadingValue() {
    StringBuilder text = new StringBuilder();
    boolean comment = false;
    while (at < in.length() && in.charAt(at) != ';') {
      char c = in.charAt(at);
      if (c == '(') {
        comment();
        comment = true;
      } else if (c == '=') {
        // "text/plain name=x": the semicolon is missing.
        anomalies.add(ContentAnomaly.BROKEN_PARAMETER);
        int blank = Math.max(text.lastIndexOf(" "), text.lastIndexOf("\t"));
        at = Math.max(in.lastIndexOf(' ', at), in.lastIndexOf('\t', at)) + 1;
        return lower(blank < 0 ? "" : text.substring(0, blank));
      } else {
        text.append(c);
        at++;
      }
    }
    if (comment) {
      anomalies.add(ContentAnomaly.COMMENT_IN_PARAMETER);
    }
    return lower(text.toString());
  }

  /** In lower case, without blanks around it or around a slash. */
  private static String lower(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    int slash = word.indexOf('/');
    return slash < 0
        ? word
        : word.substring(0, slash).strip() + '/' + word.substring(slash + 1).strip();
  }

  /** Behind the comment that begins here; to the end of the text if it does not close. */
  private void comment() {
    int depth = 0;
    while (at < in.length()) {
      char c = in.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return;
      }
    }
    at = in.length();
  }

  /** Goes on behind these octets and comments. */
  private void skip(String octets) {
    while (at < in.length()) {
      char c = in.charAt(at);
      if (c == '(') {
        anomalies.add(ContentAnomaly.COMMENT_IN_PARAMETER);
        comment();
      } else if (octets.indexOf(c) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private void parameter() {
    skip(" \t;");
    int begin = at;
    while (at < in.length() && "=; \t(".indexOf(in.charAt(at)) < 0) {
      at++;
    }
    String name = name(begin, at);
    boolean wanted = isWanted(name);
    skip(" \t");
    if (at >= in.length() || in.charAt(at) != '=') {
      if (at > begin) {
        anomalies.add(ContentAnomaly.BROKEN_PARAMETER);
      } else if (at < in.length()) {
        at++;
      }
      return;
    }
    at++;
    if (wanted && (parameters.size() == limit || kept > KEPT * in.length())) {
      anomalies.add(ContentAnomaly.TOO_MANY_PARAMETERS);
      wanted = false;
    }
    skipBlanksInside();
    boolean quoted = at < in.length() && in.charAt(at) == '"';
    List<String> readings = quoted ? quoted(wanted) : unquoted(wanted);
    if (wanted) {
      parameters.add(new Parameter(name, quoted, readings));
      readings.forEach(reading -> kept += reading.length());
    }
  }

  private void skipBlanksInside() {
    while (at < in.length() && (in.charAt(at) == ' ' || in.charAt(at) == '\t')) {
      at++;
    }
  }

  private List<String> quoted(boolean wanted) {
    int begin = ++at;
    StringBuilder unescaped = new StringBuilder();
    boolean odd = false;
    boolean closed = false;
    boolean escapedQuote = false;
    while (at < in.length() && !closed) {
      char c = in.charAt(at++);
      if (c == '\\' && at < in.length()) {
        c = in.charAt(at++);
        odd |= c != '"' && c != '\\';
        escapedQuote |= c == '"';
      } else if (c == '"') {
        closed = true;
        continue;
      }
      if (wanted) {
        unescaped.append(c);
      }
    }
    List<String> readings = new ArrayList<>();
    readings.add(unescaped.toString());
    int end = closed ? at - 1 : at;
    escapes |= escapedQuote && in.indexOf(';', begin, end) >= 0;
    if (odd && wanted) {
      // "C:\a.exe" of a program that does not know about escapes.
      readings.add(in.substring(begin, end));
    }
    if (!closed) {
      anomalies.add(ContentAnomaly.UNCLOSED_QUOTE);
      int cut = wanted ? in.indexOf(';', begin) : -1;
      if (cut >= 0) {
        readings.add(in.substring(begin, cut));
      }
      return readings;
    }
    behindQuote(wanted, readings);
    return readings;
  }

  private void behindQuote(boolean wanted, List<String> readings) {
    int begin = at;
    skipBlanksInside();
    if (at >= in.length() || in.charAt(at) == ';') {
      return;
    }
    if (in.charAt(at) == '(') {
      anomalies.add(ContentAnomaly.COMMENT_IN_PARAMETER);
    } else {
      anomalies.add(ContentAnomaly.BROKEN_PARAMETER);
    }
    if (at == begin) {
      while (at < in.length() && "; \t".indexOf(in.charAt(at)) < 0) {
        at++;
      }
      if (wanted) {
        readings.add(readings.getFirst() + in.substring(begin, at).replace("\"", ""));
      }
    }
  }

  private List<String> unquoted(boolean wanted) {
    int begin = at;
    int end = semicolonFrom(begin);
    int word = begin;
    boolean comment = false;
    while (word < end && in.charAt(word) != ' ' && in.charAt(word) != '\t') {
      comment |= in.charAt(word) == '(';
      if (in.charAt(word) == '"') {
        anomalies.add(ContentAnomaly.BROKEN_PARAMETER);
      }
      word++;
    }
    int rest = word;
    while (rest < end && (in.charAt(rest) == ' ' || in.charAt(rest) == '\t')) {
      rest++;
    }
    // What is behind a blank may be the next parameter, of a sender who forgot the semicolon.
    at = rest;
    List<String> readings = new ArrayList<>();
    if (rest < end) {
      anomalies.add(ContentAnomaly.BLANK_IN_VALUE);
    }
    if (comment) {
      anomalies.add(ContentAnomaly.COMMENT_IN_PARAMETER);
    }
    if (!wanted) {
      return readings;
    }
    readings.add(in.substring(begin, word));
    if (rest < end) {
      readings.add(in.substring(begin, end).strip());
    }
    if (comment) {
      readings.add(withoutComments(in.substring(begin, end)));
    }
    return readings;
  }

  private int semicolonFrom(int from) {
    if (semicolon < from) {
      int found = in.indexOf(';', from);
      semicolon = found < 0 ? in.length() : found;
    }
    return semicolon;
  }

  private static String withoutComments(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0) {
        out.append(c);
      }
    }
    return out.toString().strip();
  }
}
