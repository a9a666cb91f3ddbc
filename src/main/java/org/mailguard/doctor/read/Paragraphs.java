package org.mailguard.doctor.read;

import java.util.List;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Printable;

/**
 * Text for people, in which a reply is folded where the line was full. Lines up to a blank one are
 * put together; who pastes a part of a log has its lines looked at one by one as well.
 */
final class Paragraphs {
  private static final int LONGEST = 30;

  private Paragraphs() {}

  /**
   * Adds what is seen.
   *
   * @param start the index in the file of the first of the lines
   */
  static void read(List<String> lines, String file, int start, List<Observation> seen) {
    StringBuilder paragraph = new StringBuilder();
    int first = 0;
    int count = 0;
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i).strip() : "";
      if (line.startsWith(">")) {
        line = line.replaceFirst("^[> ]+", "");
      }
      if ((line.isEmpty() || count == LONGEST) && !paragraph.isEmpty()) {
        add(paragraph.toString(), file + ":" + (start + first + 1), seen);
        paragraph.setLength(0);
        count = 0;
      }
      if (!line.isEmpty()) {
        if (paragraph.isEmpty()) {
          first = i;
        } else {
          paragraph.append(' ');
        }
        paragraph.append(line);
        count++;
      }
    }
  }

  private static void add(String text, String where, List<Observation> seen) {
    String shown = Printable.of(text);
    seen.add(new Observation(Kind.BOUNCE, "", shown, where, ""));
    seen.add(new Observation(Kind.LOG, "", shown, where, ""));
  }
}
