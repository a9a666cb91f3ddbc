package org.mailguard.policy;

import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.ContentListener;
import org.mailguard.inspect.ContentTotals;
import org.mailguard.inspect.FileName;
import org.mailguard.inspect.HeaderField;
import org.mailguard.inspect.HeaderTotals;
import org.mailguard.inspect.Part;
import org.mailguard.inspect.PartSignature;

/**
 * Asks the rules of a map about the content of one message, as a scanner reports it.
 *
 * <p><b>Order.</b> A message is judged as it passes, so what stands further up in it is decided
 * first, whatever the order of the rules. Of one thing - a line, a field, a header, a part with its
 * names, an anomaly - the rules are asked in their order: {@link Action.Log} and rules that observe
 * are recorded, once a message; {@link Action.Allow} ends it for this thing and this phase; {@link
 * Action.Strip} ends it for this thing, which does not pass; any other action decides the message,
 * and nothing is asked after it.
 *
 * <p><b>Not.</b> A rule with {@code not} matches a header, or a message, that has no such thing;
 * but where every part has one, a part that has another: a type, an encoding, and of parts with
 * file names the names.
 *
 * <p><b>Beyond limits.</b> What a scanner does not look at ({@link
 * org.mailguard.inspect.ContentLimits}) could be what a rule is there to stop. So a rule that
 * refuses, drops, resets or strips matches as soon as something is hidden from it, and the refusal
 * says so in words of its own ({@link #words}). Rules that log or allow do not match on what nobody
 * saw. The same holds for a part whose header contradicts itself ({@link Part#contradicts}): what
 * another program finds in it nobody saw.
 *
 * <p><b>Cost.</b> {@link #isOver} is true as soon as no rule is left that the rest of the message
 * could match: behind the header, if no rule is about more. One judge, one message.
 */
public final class ContentJudge implements ContentListener {
  private final Judgement judgement;
  private final HeaderJudge header;
  private final PartJudge parts;
  private final BodyJudge body;
  private final ContentEdits edits;

  /**
   * A judge of one message.
   *
   * @param edits hears of what rules take out
   */
  public ContentJudge(ContentRules rules, RuleWatch watch, ContentEdits edits) {
    this.edits = edits;
    judgement = new Judgement(watch);
    header = new HeaderJudge(judgement);
    parts = new PartJudge(judgement, edits);
    body = new BodyJudge(judgement);
    int place = 0;
    for (Rule rule : rules.rules()) {
      ContentQuestion question = new ContentQuestion(rule, place++);
      judgement.open();
      switch (rule.phase()) {
        case HEADER -> header.add(question);
        case PART -> parts.add(question);
        case BODY, MESSAGE -> body.add(question);
        case CONNECTION, COMMAND, HELO, EHLO_REPLY, SENDER, RECIPIENT, RECIPIENT_REPLY ->
            throw new IllegalArgumentException("not about content: " + rule);
      }
    }
  }

  /** True if nothing that follows in the message matters to a rule. */
  public boolean isOver() {
    return judgement.isOver();
  }

  /** True if the message will not pass. */
  public boolean isDecided() {
    return judgement.isDecided();
  }

  /** What the rules have said since this was asked last. */
  public Ruling take() {
    return judgement.take();
  }

  /** Those of the refusal, if they are not the deciding rule's. */
  public @Nullable ReplyText words() {
    return judgement.words();
  }

  /**
   * A field is longer than can be held back until it is over. If a rule could take it out, the
   * message is decided; else it passes.
   */
  public void fieldTooBig(String name) {
    header.fieldTooBig(name);
  }

  /** The header of a part is longer than can be held back until it is over. */
  public void partHeaderTooBig() {
    parts.headerTooBig();
  }

  @Override
  public void headerLine(int part, int depth, long length) {
    if (part == 0 && !isDecided()) {
      header.line(length);
    }
  }

  @Override
  public void field(HeaderField field) {
    if (field.part() == 0 && !isDecided()) {
      edits.fieldOver(header.field(field));
    }
  }

  @Override
  public void headerEnd(HeaderTotals totals) {
    if (totals.part() == 0 && !isDecided()) {
      header.end(totals);
      edits.headerOver();
    }
  }

  @Override
  public void headerBegin(int part, int depth) {
    if (!isDecided()) {
      parts.headerBegin();
    }
  }

  @Override
  public void partField(int part, String name, String value) {
    if (!isDecided()) {
      parts.field(name, value);
    }
  }

  @Override
  public void fileName(FileName name) {
    if (!isDecided()) {
      parts.fileName(name);
    }
  }

  @Override
  public void part(Part part) {
    if (!isDecided()) {
      parts.part(part);
    }
  }

  @Override
  public void signature(PartSignature signature) {
    if (!isDecided()) {
      parts.signature(signature);
    }
  }

  @Override
  public void partEnd(int part, int depth, long size) {
    parts.partEnd(part);
  }

  @Override
  public void anomaly(ContentAnomaly kind, int part, long offset) {
    if (isDecided()) {
      return;
    }
    if (kind == ContentAnomaly.TOO_MANY_FIELDS && part == 0) {
      header.tooManyFields();
    }
    if (!isDecided()) {
      parts.anomaly(kind);
    }
  }

  @Override
  public void bodyLine(long length) {
    body.line(length);
  }

  /** The message has so many octets up to now. */
  public void length(long octets) {
    body.length(octets);
  }

  /**
   * How many octets a message of {@code octets} has to have more for a rule about its length to
   * match, or more than there can be. Who asks for {@link #length} there gets the same decision in
   * whatever pieces the message comes.
   */
  public long lacking(long octets) {
    return body.lacking(octets);
  }

  @Override
  public void end(ContentTotals totals) {
    if (!isDecided()) {
      body.end(totals);
    }
    if (!isDecided()) {
      parts.end(totals);
    }
  }

  /** The message is over, after {@link #end(ContentTotals)} if there was a scanner. */
  public void end() {
    if (!isDecided()) {
      body.end();
    }
  }
}
