package org.mailguard.trace;

import java.util.Arrays;
import java.util.Optional;
import org.mailguard.events.Intervention;
import org.mailguard.events.Intervention.Verdict;
import org.mailguard.events.MessageId;

/**
 * A line {@code note ID [RULE] [VERDICT]} of a dialogue: what has to be recorded.
 *
 * @param id {@code MG-4-108004}
 * @param rule whole words of map, number and text, such as {@code edge 4}; empty for any rule
 * @param verdict what it did or would have done; nothing if the line does not say
 */
public record ExpectedNote(String id, String rule, Optional<Verdict> verdict) {

  /** {@code words} is what stands behind {@code note}. */
  public static ExpectedNote parse(String words) {
    String[] parts = words.split(" +", 2);
    String behind = parts.length < 2 ? "" : parts[1].strip();
    String last = behind.substring(behind.lastIndexOf(' ') + 1);
    Optional<Verdict> verdict =
        Arrays.stream(Verdict.values()).filter(one -> one.word().equals(last)).findFirst();
    String rule =
        verdict.isPresent() ? behind.substring(0, behind.length() - last.length()) : behind;
    return new ExpectedNote(parts[0], rule.strip(), verdict);
  }

  boolean isKnown() {
    return Arrays.stream(MessageId.values()).anyMatch(message -> message.id().equals(id));
  }

  /** True if {@code note} is what is expected. */
  public boolean is(Effect.Noted note) {
    Intervention done = note.intervention();
    return note.id().id().equals(id)
        && note.isOfRule(rule)
        && (verdict.isEmpty() || (done != null && done.verdict() == verdict.get()));
  }

  /** A record in the form of such a line. */
  public static String describe(Effect.Noted note) {
    Intervention done = note.intervention();
    return (note.id().id() + " " + note.rule() + (done == null ? "" : " " + done.verdict().word()))
        .strip();
  }
}
