package org.mailguard.doctor.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Observation;
import org.mailguard.doctor.Observation.Kind;
import org.mailguard.doctor.Remedy;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.catalogue.Fingerprint;
import org.mailguard.doctor.catalogue.Fingerprints;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Dialogue;
import org.mailguard.doctor.read.dialogue.DialogueFacts;
import org.mailguard.doctor.read.dialogue.Exchange;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Message;
import org.mailguard.doctor.read.guard.GuardLog;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.sides.Sides;

/**
 * Reads inputs one after another, and says at the end what they amount to. Each conversation is
 * judged by itself, as is the rest of each input; where two inputs hold conversations they are
 * compared as the two sides of a box. For one thread.
 */
public final class Reading {
  /** Of Mailguard's words in somebody else's record. */
  private static final String REPLY_OF_GUARD = "mailguard-intervention";

  private static final int MOST_REMEDIES = 20;

  private final Fingerprints fingerprints = Fingerprints.reading();
  private final Fingerprints alive = Fingerprints.standard();
  private final Recogniser recogniser = new Recogniser(fingerprints);
  private final List<Source> sources = new ArrayList<>();
  private final List<List<Conversation>> conversations = new ArrayList<>();
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final List<String> missing = new ArrayList<>();

  /**
   * Reads one input to its end.
   *
   * @param name for people, and for evidence
   * @throws IOException if the input itself fails; that it is broken is no failure
   */
  public void add(String name, InputStream in) throws IOException {
    Source source = recogniser.read(name, in);
    sources.add(source);
    conversations.add(source.dialogues().stream().map(Conversation::of).toList());
  }

  /**
   * Notes that not all was read, so that nothing can be called clean.
   *
   * @param why a sentence
   */
  public void cutShort(String why) {
    missing.add(why);
  }

  /** What all inputs amount to. */
  public Examined end() {
    List<String> notes = new ArrayList<>(missing);
    for (int i = 0; i < sources.size(); i++) {
      notes.addAll(sources.get(i).notes());
      examine(sources.get(i), conversations.get(i));
    }
    Sides sides = sides();
    notes.addAll(sides.notes());
    match(sides.seen());
    absorb();
    findings.computeIfPresent(REPLY_OF_GUARD, (_, each) -> explained(each));
    List<Finding> inOrder =
        fingerprints.all().stream()
            .map(Fingerprint::id)
            .filter(findings::containsKey)
            .map(findings::get)
            .toList();
    return new Examined(
        verdict(inOrder),
        sources.stream().map(Reading::input).toList(),
        inOrder,
        sides.differences(),
        notes,
        sources.stream()
            .map(source -> source.own().summary())
            .filter(summary -> !summary.isEmpty())
            .collect(Collectors.joining("; ")),
        new Drawn(inOrder, sides.differences())
            .of(
                conversations.stream().flatMap(List::stream).toList(),
                sources.stream().flatMap(source -> source.own().sessions().stream()).toList()));
  }

  private static Examined.Input input(Source source) {
    return new Examined.Input(
        source.name(),
        source.form().word(),
        source.what(),
        Stream.concat(
                source.dialogues().stream().map(Dialogue::name),
                source.own().sessions().stream().map(Scene::name))
            .toList());
  }

  private void examine(Source source, List<Conversation> those) {
    for (Conversation conversation : those) {
      List<Observation> seen = new ArrayList<>(DialogueFacts.of(conversation));
      seen.stream().filter(Reading::isRefusal).toList().forEach(each -> seen.add(asBounce(each)));
      match(seen);
    }
    match(source.seen());
    source
        .own()
        .remedies()
        .forEach((fact, remedies) ->
            findings.computeIfPresent(
                fact.replaceFirst("^guard-", "mailguard-"), (_, each) -> with(each, remedies)));
    match(again(those));
  }

  /** What to do depends on the rule, which the catalogue does not know. */
  private static Finding with(Finding finding, List<Remedy> more) {
    Set<Remedy> all = new LinkedHashSet<>(finding.remedy());
    all.addAll(more);
    return new Finding(
        finding.id(),
        finding.product(),
        finding.nature(),
        finding.confidence(),
        finding.evidence(),
        finding.explains(),
        all.stream().limit(MOST_REMEDIES).toList(),
        finding.meaning());
  }

  private static Finding explained(Finding finding) {
    return with(
        finding,
        finding.evidence().stream()
            .flatMap(each -> GuardLog.ofReply(each.text()).stream())
            .toList());
  }

  /** A refusal says the same in a greeting or a reply as in the bounce that is made of it. */
  private static boolean isRefusal(Observation each) {
    return (each.kind() == Kind.GREETING || each.kind() == Kind.REPLY)
        && each.text().matches("(?s)[45]\\d\\d.*");
  }

  private static Observation asBounce(Observation reply) {
    return new Observation(Kind.BOUNCE, "", reply.text(), reply.where(), reply.when());
  }

  /** Messages that were sent again in a later conversation, since the earlier had no answer. */
  private static List<Observation> again(List<Conversation> those) {
    Map<String, Message> unanswered = new LinkedHashMap<>();
    Duplicates duplicates = new Duplicates();
    List<Observation> seen = new ArrayList<>();
    for (Conversation conversation : those) {
      for (Message message : conversation.messages()) {
        String id = message.messageId().orElse("");
        Line first = message.lines().isEmpty() ? null : message.lines().getFirst();
        if (id.isEmpty() || first == null) {
          continue;
        }
        if (first.time() != Line.NO_TIME) {
          long seconds = Math.floorDiv(first.time(), 1_000_000_000L);
          duplicates.add(
              id,
              new Duplicates.Arrival(
                  seconds, first.where(), "Message-ID: " + id, Times.shown(first.time())));
        }
        Message before = unanswered.get(id);
        if (before != null) {
          Line mark = before.mark();
          seen.add(
              Observation.fact(
                  "message-sent-again",
                  "Message-ID: "
                      + id
                      + "\n(no answer to its end at "
                      + (mark == null ? "" : mark.where())
                      + ")",
                  first.where(),
                  Times.shown(first.time())));
        }
        if (message.mark() != null && message.answer() == null) {
          unanswered.put(id, message);
        }
      }
    }
    seen.addAll(duplicates.seen());
    return seen;
  }

  private Sides sides() {
    List<Integer> spoken = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      if (!conversations.get(i).isEmpty()) {
        spoken.add(i);
      }
    }
    if (sources.size() != 2 || spoken.size() != 2) {
      return new Sides(List.of(), List.of(), List.of());
    }
    return Sides.of(
        sources.get(0).name(), conversations.get(0), sources.get(1).name(), conversations.get(1));
  }

  private void match(List<Observation> seen) {
    for (Finding each : fingerprints.match(seen)) {
      findings.merge(each.id(), each, (a, b) -> with(a.with(b.evidence()), b.remedy()));
    }
  }

  /** What one conversation says better than another does not need to be said twice. */
  private void absorb() {
    for (Fingerprint each : fingerprints.all()) {
      for (String weaker : each.absorbs()) {
        Finding stronger = findings.get(each.id());
        Finding absorbed = weaker.equals(each.id()) ? null : findings.get(weaker);
        if (stronger != null && absorbed != null) {
          findings.remove(weaker);
          findings.put(each.id(), stronger.with(absorbed.evidence()));
        }
      }
    }
  }

  /** Only conversations that were answered throughout can show that nothing is wrong. */
  private Verdict verdict(List<Finding> found) {
    boolean readable = sources.stream().noneMatch(it -> it.form() == Form.UNREADABLE);
    boolean complete =
        readable
            && missing.isEmpty()
            && conversations.stream().noneMatch(List::isEmpty)
            && !sources.isEmpty()
            && conversations.stream().flatMap(List::stream).allMatch(Reading::isWhole);
    return Judgement.of(found, true, complete && found.stream().noneMatch(this::isOpen));
  }

  /** True for what would be a fault of somebody, and for hints that healthy servers do not give. */
  private boolean isOpen(Finding finding) {
    return switch (finding.nature()) {
      case NAMED, CHOICE -> false;
      case FAULT -> true;
      case INTERFERENCE -> alive.named(finding.id()).isEmpty();
    };
  }

  private static boolean isWhole(Conversation conversation) {
    boolean greeted =
        conversation.exchange(Exchange.GREETING).map(Exchange::isPositive).orElse(false);
    return greeted
        && conversation.exchanges().stream().allMatch(it -> it.whole() || it.verb().equals("QUIT"));
  }
}
