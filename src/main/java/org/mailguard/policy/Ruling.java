package org.mailguard.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one phase say to one thing.
 *
 * @param matches in the order in which they were asked, the decisive one included; observed ones
 *     are among them and decide nothing
 * @param decisive the one that is to be carried out, or null if none is
 */
public record Ruling(List<RuleMatch> matches, @Nullable RuleMatch decisive) {
  public static final Ruling NONE = new Ruling(List.of(), null);

  public Ruling {
    matches = List.copyOf(matches);
  }
}
