package org.mailguard.doctor.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that is small enough to be looked at as a whole.
 *
 * @param file its name
 * @param lines from the first
 * @param cut true if there were more
 */
record Lines(String file, List<String> lines, boolean cut) {
  /** Lines of a bounce or a transcript. */
  static final int MOST = 100_000;

  /** Characters of all of them. */
  static final int LONGEST = 16 * 1024 * 1024;

  static Lines read(String file, TextLines text) throws IOException {
    List<String> lines = new ArrayList<>();
    long length = 0;
    String line = text.next();
    while (line != null && lines.size() < MOST && length < LONGEST) {
      lines.add(line);
      length += line.length();
      line = text.next();
    }
    return new Lines(file, lines, line != null);
  }

  /** {@code bounce.eml:17}; {@code index} from 0. */
  String where(int index) {
    return file + ":" + (index + 1);
  }

  List<String> notes() {
    return cut
        ? List.of(
            file
                + " is read as far as "
                + MOST
                + " lines or "
                + LONGEST
                + " characters; the rest was left out.")
        : List.of();
  }
}
