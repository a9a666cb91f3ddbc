package org.mailguard.console;

import java.util.List;
import org.mailguard.config.Choice;

/** Knows what may stand where the cursor is: for {@code ?} and Tab. */
public interface Assistant {
  /** No help at all, for answers and names. */
  Assistant NONE = line -> List.of();

  /**
   * What the word at the end of {@code line} may become, or what may follow.
   *
   * @param line from its beginning up to the cursor
   */
  List<Choice> choices(String line);
}
