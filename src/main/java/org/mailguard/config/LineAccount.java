package org.mailguard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.config.LineUse.Use;

/** Prints what became of each line. */
final class LineAccount {
  /** Lines shown under one heading; a list of a hundred thousand rules is no reading matter. */
  static final int SHOWN = 3000;

  private LineAccount() {}

  static void used(List<LineUse> lines, StringBuilder out) {
    used("used", lines, out);
  }

  /** Of a file that is refused: nothing of it is used, and these are not the reason. */
  static void withoutError(List<LineUse> lines, StringBuilder out) {
    used("without an error", lines, out);
  }

  private static void used(String title, List<LineUse> lines, StringBuilder out) {
    List<LineUse> used = lines.stream().filter(line -> line.use() == Use.USED).toList();
    if (!used.isEmpty()) {
      out.append('\n').append(title).append(": ").append(count(used.size())).append('\n');
      print(used, "  ", out);
    }
  }

  /** By reason, the reasons in the order in which the file gives cause to them. */
  static void notUsed(List<LineUse> lines, StringBuilder out) {
    Map<String, List<LineUse>> byReason = new LinkedHashMap<>();
    int all = 0;
    for (LineUse line : lines) {
      if (line.use() == Use.NOT_USED) {
        byReason.computeIfAbsent(line.reason(), reason -> new ArrayList<>()).add(line);
        all++;
      }
    }
    if (all > 0) {
      out.append("\nnot used: ").append(count(all)).append('\n');
    }
    byReason.forEach((reason, some) -> {
      out.append("  ").append(reason).append('\n');
      print(some, "    ", out);
    });
  }

  private static String count(int lines) {
    return lines + (lines == 1 ? " line" : " lines");
  }

  private static void print(List<LineUse> lines, String indent, StringBuilder out) {
    for (LineUse line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
      out.append(indent)
          .append("%5d  ".formatted(line.line()))
          .append(SourceText.printable(line.text()).stripTrailing())
          .append('\n');
    }
    if (lines.size() > SHOWN) {
      out.append(indent)
          .append("and ")
          .append(count(lines.size() - SHOWN))
          .append(" more, up to line ")
          .append(lines.getLast().line())
          .append('\n');
    }
  }
}
