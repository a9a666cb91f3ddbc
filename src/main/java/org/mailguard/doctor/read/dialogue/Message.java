package org.mailguard.doctor.read.dialogue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Printable;

/**
 * A message between DATA or BDAT and its end.
 *
 * @param lines of its content, as on the wire, dots stuffed
 * @param mark the line with the dot, null if it was not seen
 * @param answer to the mark, null if there was none
 */
public record Message(List<Line> lines, @Nullable Line mark, @Nullable Exchange answer) {
  public Message {
    lines = List.copyOf(lines);
  }

  /** True if octets of it were not captured. */
  public boolean hasHoles() {
    return lines.stream().anyMatch(line -> line.missing() > 0);
  }

  /** Of its header, printable. */
  public Optional<String> messageId() {
    for (Line line : lines) {
      if (line.text().isEmpty()) {
        break;
      }
      if (line.text().regionMatches(true, 0, "Message-ID:", 0, 11)) {
        return Optional.of(Printable.of(line.text().substring(11).strip()));
      }
    }
    return Optional.empty();
  }
}
