package org.mailguard.doctor.read;

/**
 * Where two texts differ: what is between the beginning and the end that they share. An octet that
 * is not printable is shown as {@code \xNN}, and is never divided.
 */
record Octets(Part inFirst, Part inSecond) {

  /** From {@code start}, and before {@code end}. */
  record Part(int start, int end) {}

  static Octets of(String first, String second) {
    int shorter = Math.min(first.length(), second.length());
    int before = 0;
    while (before < shorter && first.charAt(before) == second.charAt(before)) {
      before++;
    }
    before = whole(first, before);
    int behind = 0;
    while (behind < shorter - before
        && first.charAt(first.length() - 1 - behind)
            == second.charAt(second.length() - 1 - behind)) {
      behind++;
    }
    behind = Math.min(wholeBehind(first, behind), wholeBehind(second, behind));
    return new Octets(
        new Part(before, first.length() - behind), new Part(before, second.length() - behind));
  }

  /** Back to before an escape that the place is inside of. */
  private static int whole(String text, int place) {
    for (int i = Math.max(0, place - 3); i < place; i++) {
      if (text.charAt(i) == '\\' && i + length(text, i) > place && !isSecond(text, i)) {
        return i;
      }
    }
    return place;
  }

  /** On to behind an escape that the end would begin inside of. */
  private static int wholeBehind(String text, int behind) {
    int place = text.length() - behind;
    int start = whole(text, place);
    return start == place ? behind : Math.max(0, text.length() - start - length(text, start));
  }

  /** Of two backslashes the second begins nothing. */
  private static boolean isSecond(String text, int place) {
    int slashes = 0;
    while (place - slashes - 1 >= 0 && text.charAt(place - slashes - 1) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private static int length(String text, int escape) {
    return text.startsWith("\\x", escape) ? 4 : 2;
  }
}
