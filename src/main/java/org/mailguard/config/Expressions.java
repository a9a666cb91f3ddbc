package org.mailguard.config;

import java.util.ArrayList;
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
  private final Set<Node> used = new HashSet<>();

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
        missing("regex", member.setting().expression(), expressions.keySet(), member.where());
      }
    }
  }

  /** The definitions that nothing in use asked for. */
  List<Node> unused() {
    List<Node> all = new ArrayList<>();
    expressions.values().forEach(found -> all.add(found.node()));
    classes.values().forEach(found -> all.add(found.node()));
    all.removeAll(used);
    return all;
  }

  /** The criterion with its expressions in place of their names. */
  Criterion resolved(Criterion criterion, Location where) {
    return switch (criterion) {
      case Criterion.CommandArgument(String verb, RegexSet regex) ->
          new Criterion.CommandArgument(verb, set(regex, where));
      case Criterion.HeloRegex(RegexSet regex) -> new Criterion.HeloRegex(set(regex, where));
      case Criterion.AddressRegex(Criterion.Whose whose, RegexSet regex) ->
          new Criterion.AddressRegex(whose, set(regex, where));
      case Criterion.HeaderField(String name, RegexSet names, RegexSet value) ->
          new Criterion.HeaderField(name, setIfAny(names, where), setIfAny(value, where));
      case Criterion.MimeFileType(RegexSet regex) -> new Criterion.MimeFileType(set(regex, where));
      case Criterion.MimeFileName(RegexSet regex) -> new Criterion.MimeFileName(set(regex, where));
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
          Criterion.MessageLength _,
          Criterion.HeaderLength _,
          Criterion.HeaderLineLength _,
          Criterion.HeaderCount _,
          Criterion.ToFieldsCount _,
          Criterion.BodyLength _,
          Criterion.BodyLineLength _,
          Criterion.MimeEncoding _,
          Criterion.MimeFileNameLength _,
          Criterion.MimeExtension _,
          Criterion.MimeContent _,
          Criterion.MimeParts _,
          Criterion.MimeDepth _,
          Criterion.MimeAnomaly _ ->
          criterion;
    };
  }

  private @Nullable RegexSet setIfAny(@Nullable RegexSet named, Location where) {
    return named == null ? null : set(named, where);
  }

  private RegexSet set(RegexSet named, Location where) {
    List<Regex> all = new ArrayList<>();
    String className = Matches.className(named);
    if (className.isEmpty()) {
      add(named.name(), where, all);
      return new RegexSet(named.name(), all);
    }
    Found<ExpressionClass> line = classes.get(className);
    if (line == null) {
      missingClass(className, where);
    } else {
      used.add(line.node());
      line.node()
          .all(Member.class)
          .forEach(member -> add(member.setting().expression(), member.where(), all));
    }
    return new RegexSet(named.name(), all);
  }

  private void add(String name, Location where, List<Regex> all) {
    Found<Expression> line = expressions.get(name);
    if (line == null) {
      missingExpression(name, where);
      return;
    }
    used.add(line.node());
    all.add(line.setting().regex());
  }

  private void missingExpression(String name, Location where) {
    if (classes.containsKey(name)) {
      problems.add(
          where
              .ofWord(name)
              .error("there is no regex " + name + ", but a class of them", "class " + name, ""));
    } else {
      missing("regex", name, expressions.keySet(), where);
    }
  }

  private void missingClass(String name, Location where) {
    if (expressions.containsKey(name)) {
      problems.add(
          where
              .ofWord(name)
              .error("there is no class of expressions " + name + ", but a regex", name, ""));
    } else {
      missing("class-map type regex", name, classes.keySet(), where);
    }
  }

  private void missing(String what, String name, Set<String> known, Location where) {
    if (!problems.isDoubtful(name)) {
      problems.add(
          where
              .ofWord(name)
              .error("there is no " + what + " " + name, "", NearestWord.to(name, known)));
    }
  }
}
