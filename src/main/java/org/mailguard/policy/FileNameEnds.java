package org.mailguard.policy;

import java.util.Locale;
import java.util.Set;

/**
 * How the name of a file ends, as a system reads it on which it is opened: Windows takes no notice
 * of dots and blanks at the end, and a program in C none of what stands behind a NUL.
 */
final class FileNameEnds {
  /** A name with more dots has no extension that long: {@code tar.gz} has one. */
  private static final int MOST_DOTS = 3;

  private FileNameEnds() {}

  /**
   * True if the name ends with one of the extensions.
   *
   * @param extensions in lower case, without the dot
   */
  static boolean isAnyOf(String name, Set<String> extensions) {
    int nul = name.indexOf('\0');
    return endsWith(name, extensions) || (nul > 0 && endsWith(name.substring(0, nul), extensions));
  }

  private static boolean endsWith(String name, Set<String> extensions) {
    int end = name.length();
    while (end > 0 && isNothing(name.charAt(end - 1))) {
      end--;
    }
    String visible = name.substring(0, end).toLowerCase(Locale.ROOT);
    int dot = visible.lastIndexOf('.');
    for (int dots = 0; dot >= 0 && dots < MOST_DOTS; dots++) {
      if (extensions.contains(visible.substring(dot + 1))) {
        return true;
      }
      dot = visible.lastIndexOf('.', dot - 1);
    }
    return false;
  }

  /** A dot, a blank, a control or a mark that nobody sees. */
  private static boolean isNothing(char c) {
    return c == '.'
        || c <= ' '
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
