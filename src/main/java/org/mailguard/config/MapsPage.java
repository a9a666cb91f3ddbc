package org.mailguard.config;

import java.util.List;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.config.SourceText.Word;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.RulePhase;

/**
 * The reference page of inspection maps: when each criterion is asked, which actions go with it,
 * what a map says as a whole, and the maps that are built in.
 */
public final class MapsPage {
  private static final String HEAD =
      """
      # Inspection maps

      This page is generated from the statements of the program; `MapsPageTest` says how. How to write a map is another
      page: [Write a policy](../guides/write-a-policy.md).

      ## The order in which rules are asked

      The device evaluates the matches of a map in an order that nobody wrote down. Here it is this one, and this is the
      place where it is written down ([why](../decisions/0019-rules-by-phase.md)):

      1. A session has phases, in the order of the table below. What is about an earlier one is asked earlier, wherever it
         stands in the map. A phase comes again with each command, keyword, recipient, line or part that it is about.
      2. In one phase the rules of `parameters` come first (`mail-relay`, `special-character`), then those of the shields in
         the order in which they are named, then the map's own in the order in which they are written.
      3. The first rule that matches and does something ends the phase for what it matched. `log` does nothing, and a rule
         that only observes (`monitor`) does nothing: the rules behind them are asked too. `allow` does something: nothing
         behind it is asked.
      4. `not` turns the answer round, for each thing that is looked at: each verb, keyword, address, part. Of `header field`
         that thing is the header: `match not header field message-id` matches a message without such a field.
      5. Rules have numbers from 1 in the order of the map as it is written, as on the device; parameters have none. Those of
         a shield count for themselves.

      What the guard does by itself stands around them ([why](../decisions/0021-where-rules-stand.md)): framing before all
      rules; rules about commands; grammar; the verb set, unless a rule with `allow` names the verb; rules about names,
      senders and recipients; extensions and parameters that were not offered, source routes, the order of commands. Rules
      about the form, the length or the text of an address also see one that fails the grammar. A rule about senders or
      recipients is not asked about a command that comes out of turn. `drop-connection` and `reset` wait for the reply to
      a message that the server has got whole.

      A second `match` line that says the same as one above goes on below that one. Of two actions below one `match` the later
      takes the place of the earlier.

      ## Criteria

      Each leads to its meaning. `not` behind `match` turns it round. "All" are `drop-connection`, `reset` and `log`, which go
      with everything. Without a line there is no such rule; the last column has what the built-in maps say by themselves.

      | Phase | Criterion | Origin | Actions besides all | In the built-in maps |
      |---|---|---|---|---|
      """;

  private static final String BUILT_IN =
      """

      ## Built-in maps

      They are texts in the language of the configuration. To change one, copy it under a name of your own; under its own name
      it takes the place of the built-in one everywhere.
      """;

  private MapsPage() {}

  /** Markdown. */
  public static String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (RulePhase phase : RulePhase.values()) {
      Catalogue.in(Mode.INSPECTION_MAP)
          .filter(statement -> statement.type() == Match.class)
          .forEach(statement -> row(statement, phase, page));
    }
    page.append("\n## Actions\n\nThey stand below a `match`: one of them, beside it `monitor`.\n");
    table(Mode.MAP_MATCH, page);
    page.append("\n## What a map says as a whole\n\nBelow the map itself stand its shields:\n");
    table(Mode.INSPECTION_MAP, page);
    page.append("\nBelow `parameters`:\n");
    table(Mode.MAP_PARAMETERS, page);
    page.append(BUILT_IN);
    for (String name : List.of(InspectionMaps.STANDARD, InspectionMaps.OF_DEVICE)) {
      page.append("\n### ").append(name).append("\n\n```mailguard\n");
      page.append(BuiltInText.read("/maps/" + name + ".conf").orElseThrow()).append("```\n");
    }
    return page.toString();
  }

  /** All statements of a mode but {@code match}. */
  private static void table(Mode mode, StringBuilder page) {
    page.append("\n| Line | Meaning | Default | Origin |\n|---|---|---|---|\n");
    Catalogue.in(mode)
        .filter(statement -> statement.type() != Match.class)
        .forEach(statement ->
            page.append(
                "| `%s` | %s | %s | %s |%n"
                    .formatted(
                        cell(statement.grammar().toString()),
                        cell(statement.help()),
                        cell(statement.standard()),
                        statement.origin())));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** If one of its samples is asked in {@code phase}; one statement has samples of three. */
  private static void row(Statement<?> statement, RulePhase phase, StringBuilder page) {
    for (String sample : statement.samples()) {
      Criterion criterion = criterion(statement, sample);
      if (criterion.phase() == phase) {
        String grammar = statement.grammar().toString().replace("match [not] ", "");
        page.append(
            "| %s | [`%s`](language.md#%s) | %s | %s | %s |%n"
                .formatted(
                    phase.word(),
                    cell(shortened(grammar)),
                    ReferencePage.anchor(statement),
                    statement.origin(),
                    dash(Permitted.besidesAll(criterion)),
                    dash(String.join("; ", BuiltInRules.of(statement)))));
        return;
      }
    }
  }

  private static String dash(String cell) {
    return cell.isEmpty() ? "-" : cell;
  }

  private static Criterion criterion(Statement<?> statement, String sample) {
    List<Word> words = SourceText.words(sample);
    Matcher.Outcome<Statement<?>> outcome =
        Matcher.match(List.of(statement), false, new Location(1, 1, sample), words, Names.none());
    if (outcome instanceof Matcher.Outcome.Matched<Statement<?>> matched
        && statement.read(matched.arguments()) instanceof Match(_, Criterion criterion)) {
      return criterion;
    }
    throw new IllegalStateException("not understood: " + sample);
  }

  /** Of a long list of words the first three; the page of the language has all. */
  private static String shortened(String grammar) {
    return grammar.replaceAll("((?:[a-z0-9-]+\\|){3})(?:[a-z0-9-]+\\|){4,}[a-z0-9-]+", "$1...");
  }
}
