package org.mailguard.policy;

import java.util.List;

/**
 * Regular expressions of which one is enough: a {@code regex}, or a {@code class-map type regex
 * match-any}.
 *
 * @param name as the configuration has it
 */
public record RegexSet(String name, List<Regex> any) {
  public RegexSet {
    any = List.copyOf(any);
  }

  public boolean isIn(CharSequence subject) {
    for (Regex regex : any) {
      if (regex.isIn(subject)) {
        return true;
      }
    }
    return false;
  }
}
