package org.mailguard.lab;

import org.mailguard.policy.Action;
import org.mailguard.policy.InPlaceEdits;
import org.mailguard.policy.Judge;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleMatch;
import org.mailguard.policy.RuleWatch;
import org.mailguard.policy.Ruling;
import org.mailguard.smtp.InPlace;
import org.mailguard.smtp.Octets;

/** Hides keywords in the lines of one EHLO reply after another; counts as it goes. */
final class KeywordMask {
  private final InPlaceEdits edits;
  private final Judge judge;
  private int masked;

  KeywordMask(Policy policy, Rates rates, RuleWatch watch) {
    edits = new InPlaceEdits(policy);
    judge = new Judge(policy.map(), rates, watch);
  }

  /** A line with code and separator, as the client gets it. */
  Octets edited(Octets line) {
    Octets text = line.slice(4, line.length());
    int blank = text.indexOf(' ');
    Octets keyword = blank < 0 ? text : text.slice(0, blank);
    if (!edits.hide(keyword, isMasked(keyword))) {
      return line;
    }
    byte[] edited = line.toByteArray();
    Octets mask = InPlace.keyword(text, masked++);
    for (int i = 0; i < mask.length(); i++) {
      edited[4 + i] = mask.at(i);
    }
    return Octets.copyOf(edited);
  }

  private boolean isMasked(Octets keyword) {
    Ruling ruling = judge.keyword(keyword);
    RuleMatch decisive = ruling.decisive();
    return decisive != null && decisive.rule().action() instanceof Action.Mask;
  }

  /** The next reply counts from the beginning. */
  void replyOver() {
    masked = 0;
  }
}
