package org.mailguard.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.config.MapSetting.Expression;
import org.mailguard.config.MapSetting.ExpressionClass;
import org.mailguard.config.MapSetting.Member;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Regex;
import org.mailguard.policy.RegexSet;

/** The expressions and classes of them that a configuration defines. */
final class Expressions {
  /** Classes of characters elsewhere; here only the letter itself. */
  private static final Pattern FOREIGN =
      Pattern.compile("(?:[^\\\\]|^)(?:\\\\\\\\)*(\\\\[dDwWsSbB])");

  private final Problems problems;
  private final Map<String, Found<Expression>> expressions = new LinkedHashMap<>();
  private final Map<String, Found<ExpressionClass>> classes = new LinkedHashMap<>();
  private final Map<Node, Set<String>> askedBy = new HashMap<>();

  Expressions(Branch root, Problems problems) {
    this.problems = problems;
    for (Found<Expression> line : root.all(Expression.class)) {
      expressions.put(line.setting().name(), line);
      warnOfForeignWords(line);
    }
    for (Found<ExpressionClass> line : root.all(ExpressionClass.class)) {
      classes.put(line.setting().name(), line);
      checkClass(line);
    }
  }

  private void warnOfForeignWords(Found<Expression> line) {
    var foreign = FOREIGN.matcher(line.setting().regex().toString());
    if (foreign.find()) {
      problems.add(
          line.where()
              .warning(
                  "%s means the letter %c in this language, and nothing more"
                      .formatted(foreign.group(1), foreign.group(1).charAt(1))));
    }
  }

  private void checkClass(Found<ExpressionClass> line) {
    List<Found<Member>> members = line.node().all(Member.class);
    if (members.isEmpty() && !line.node().isDoubtful()) {
      problems.add(
          line.where()
              .error(
                  "class-map type regex " + line.setting().name() + " is empty",
                  "match regex NAME below it",
                  ""));
    }
    for (Found<Member> member : members) {
      if (!expressions.containsKey(member.setting().expression())) {
        missingExpression(member.setting().expression(), member.where());
      }
    }
  }

  /** The definitions that none of the maps {@code inUse} asked for. */
  List<Node> unused(Set<String> inUse) {
    List<Node> all = new ArrayList<>();
    expressions.values().forEach(found -> all.add(found.node()));
    classes.values().forEach(found -> all.add(found.node()));
    all.removeIf(node -> !Collections.disjoint(askedBy.getOrDefault(node, Set.of()), inUse));
    return all;
  }

  /**
   * The criterion with its expressions in place of their names.
   *
   * @param where the line, which stands in {@code map}
   */
  Criterion resolved(Criterion criterion, Location where, String map) {
    Asking asking = new Asking(where, map);
    return switch (criterion) {
      case Criterion.CommandArgument(String verb, RegexSet regex) ->
          new Criterion.CommandArgument(verb, set(regex, asking));
      case Criterion.HeloRegex(RegexSet regex) -> new Criterion.HeloRegex(set(regex, asking));
      case Criterion.AddressRegex(Criterion.Whose whose, RegexSet regex) ->
          new Criterion.AddressRegex(whose, set(regex, asking));
      case ContentCriterion.HeaderField(String name, RegexSet names, RegexSet value) ->
          new ContentCriterion.HeaderField(name, setIfAny(names, asking), setIfAny(value, asking));
      case ContentCriterion.MimeFileType(RegexSet regex) ->
          new ContentCriterion.MimeFileType(set(regex, asking));
      case ContentCriterion.MimeFileName(RegexSet regex) ->
          new ContentCriterion.MimeFileName(set(regex, asking));
      case Criterion.Rate _,
          Criterion.MessageCount _,
          Criterion.CommandLineLength _,
          Criterion.CommandVerb _,
          Criterion.VerbCount _,
          Criterion.HeloLength _,
          Criterion.HeloForm _,
          Criterion.EhloKeyword _,
          Criterion.AddressLength _,
          Criterion.AddressDomain _,
          Criterion.AddressForms _,
          Criterion.RecipientCount _,
          Criterion.InvalidRecipients _,
          Criterion.MailRelay _,
          ContentCriterion.MessageLength _,
          ContentCriterion.HeaderLength _,
          ContentCriterion.HeaderLineLength _,
          ContentCriterion.HeaderCount _,
          ContentCriterion.ToFieldsCount _,
          ContentCriterion.BodyLength _,
          ContentCriterion.BodyLineLength _,
          ContentCriterion.MimeEncoding _,
          ContentCriterion.MimeFileNameLength _,
          ContentCriterion.MimeExtension _,
          ContentCriterion.MimeContent _,
          ContentCriterion.MimeParts _,
          ContentCriterion.MimeDepth _,
          ContentCriterion.MimeAnomaly _ ->
          criterion;
    };
  }

  /** A line of a map that names expressions. */
  private record Asking(Location where, String map) {}

  private @Nullable RegexSet setIfAny(@Nullable RegexSet named, Asking asking) {
    return named == null ? null : set(named, asking);
  }

  private RegexSet set(RegexSet named, Asking asking) {
    List<Regex> all = new ArrayList<>();
    String className = Matches.className(named);
    if (className.isEmpty()) {
      add(named.name(), asking, all);
      return new RegexSet(named.name(), all);
    }
    Found<ExpressionClass> line = classes.get(className);
    if (line == null) {
      missingClass(className, asking.where());
    } else {
      note(line.node(), asking);
      line.node()
          .all(Member.class)
          .forEach(member ->
              add(member.setting().expression(), new Asking(member.where(), asking.map()), all));
    }
    return new RegexSet(named.name(), all);
  }

  private void add(String name, Asking asking, List<Regex> all) {
    Found<Expression> line = expressions.get(name);
    if (line == null) {
      missingExpression(name, asking.where());
      return;
    }
    note(line.node(), asking);
    all.add(line.setting().regex());
  }

  private void note(Node node, Asking asking) {
    askedBy.computeIfAbsent(node, key -> new HashSet<>()).add(asking.map());
  }

  private void missingExpression(String name, Location where) {
    if (classes.containsKey(name)) {
      problems.add(
          where
              .ofWord(name)
              .error("there is no regex " + name + ", but a class of them", "class " + name, ""));
    } else {
      missing("regex", name, "regex " + name + " PATTERN", expressions.keySet(), where);
    }
  }

  private void missingClass(String name, Location where) {
    if (expressions.containsKey(name)) {
      problems.add(
          where
              .ofWord(name)
              .error("there is no class of expressions " + name + ", but a regex", name, ""));
    } else {
      missing(
          "class-map type regex",
          name,
          "class-map type regex match-any " + name,
          classes.keySet(),
          where);
    }
  }

  private void missing(
      String what, String name, String definition, Set<String> known, Location where) {
    if (!problems.isDoubtful(name)) {
      problems.add(Expectation.missing(what, name, definition, known, where));
    }
  }
}
