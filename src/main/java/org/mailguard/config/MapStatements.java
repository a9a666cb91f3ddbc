package org.mailguard.config;

import static org.mailguard.config.Statement.statement;

import java.util.List;
import java.util.stream.Stream;
import org.mailguard.config.MapSetting.AllObserved;
import org.mailguard.config.MapSetting.Expression;
import org.mailguard.config.MapSetting.ExpressionClass;
import org.mailguard.config.MapSetting.InspectionMap;
import org.mailguard.config.MapSetting.Member;
import org.mailguard.policy.Regex;

/** Inspection maps, and the expressions that they search for. */
final class MapStatements {
  private static final Argument<String> NAME =
      new Argument<>("name", Kinds.NAME, "A name of your own choice");
  private static final Argument<Regex> PATTERN =
      new Argument<>("pattern", MapKinds.EXPRESSION, "What is searched for");

  private static final Statement<Expression> REGEX =
      statement(Mode.GLOBAL, Expression.class, "regex <name> <pattern>")
          .help(
              "Names an expression. It is searched for: only ^ and $ tie it to an end. Large and"
                  + " small letters differ. Known are . ( ) | ? * + {n} {n,} {n,m} [abc] [a-c]"
                  + " [^abc] ^ $, and the escapes \\r \\n \\t \\f, \\xNN (hexadecimal) and \\NNN"
                  + " (octal) for an octet; a backslash before anything else makes that a plain"
                  + " character. The time that a search takes grows with the text and never faster.")
          .origin("ASA 7.2 and later")
          .word("regex", "Name an expression")
          .arguments(NAME, PATTERN)
          .removedBy("regex <name>")
          .single(Expression::name)
          .sample("regex lists \"@(news|lists)[.]example[.]net$\"")
          .sample("regex blank \"a  b \"")
          .variant("regex lists @lists\\.example$", "regex lists \"@lists\\.example$\"")
          .readsAndWrites(
              in -> new Expression(in.get(NAME), in.get(PATTERN)),
              (line, out) -> out.add("regex", line.name(), "\"" + line.regex() + "\""));

  private static final Statement<ExpressionClass> REGEX_CLASS =
      statement(Mode.GLOBAL, ExpressionClass.class, "class-map type regex match-any <name>")
          .help("Names several expressions, of which one is enough.")
          .origin("ASA 7.2 and later")
          .word("class-map", "Name a set")
          .word("type", "Of something else than connections")
          .word("regex", "Of expressions")
          .word("match-any", "One of them is enough")
          .arguments(NAME)
          .opens(Mode.REGEX_CLASS)
          .sample("class-map type regex match-any our-lists")
          .readsAndWrites(
              in -> new ExpressionClass(in.get(NAME)),
              (line, out) -> out.add("class-map type regex match-any", line.name()));

  private static final Statement<Member> MEMBER =
      statement(Mode.REGEX_CLASS, Member.class, "match regex <name>")
          .help("An expression of the class.")
          .origin("ASA 7.2 and later")
          .word("match", "What belongs to the class")
          .word("regex", "An expression")
          .arguments(NAME)
          .sample("match regex lists")
          .readsAndWrites(
              in -> new Member(in.get(NAME)),
              (line, out) -> out.add("match regex", line.expression()));

  private static final Statement<InspectionMap> MAP =
      statement(Mode.GLOBAL, InspectionMap.class, "policy-map type inspect esmtp <name>")
          .help(
              "Names a set of rules for mail, which \"inspect esmtp NAME\" puts to use. A map of the"
                  + " name of a built-in one, mailguard_default or _default_esmtp_map, takes its"
                  + " place. In which order rules are asked stands in the reference of maps.")
          .origin("ASA 7.2 and later")
          .word("policy-map", "Say what happens")
          .word("type", "To something else than classes of ports")
          .word("inspect", "To what an inspection finds")
          .word("esmtp", "Of mail")
          .arguments(NAME)
          .opens(Mode.INSPECTION_MAP)
          .sample("policy-map type inspect esmtp edge")
          .readsAndWrites(
              in -> new InspectionMap(in.get(NAME)),
              (line, out) -> out.add("policy-map type inspect esmtp", line.name()));

  private static final Statement<AllObserved> MONITOR_ALL =
      statement(Mode.GLOBAL, AllObserved.class, "monitor all")
          .help(
              "No rule of any map does anything; it is recorded what would have been done. What the"
                  + " guard always does is not concerned.")
          .extension()
          .byDefault("no monitor all: rules do what they say")
          .word("monitor", "Record what would be done, and do nothing")
          .word("all", "For all rules of all maps")
          .single()
          .sample("monitor all")
          .readsAndWrites(in -> new AllObserved(), (line, out) -> out.add("monitor all"));

  /** Written above the classes and maps. */
  static final List<Statement<?>> ABOVE = List.of(REGEX, MONITOR_ALL);

  /** Written among the other classes and maps, and read with less right than those. */
  static final List<Statement<?>> ALL =
      Stream.<List<? extends Statement<?>>>of(
              List.of(
                  REGEX_CLASS,
                  ObjectStatements.description(Mode.REGEX_CLASS),
                  MEMBER,
                  MAP,
                  ObjectStatements.description(Mode.INSPECTION_MAP)),
              ParameterStatements.ALL,
              CommandMatches.ALL,
              AddressMatches.ALL,
              ContentMatches.ALL,
              MimeMatches.ALL,
              ReactionStatements.ALL)
          .<Statement<?>>flatMap(List::stream)
          .toList();

  private MapStatements() {}
}
