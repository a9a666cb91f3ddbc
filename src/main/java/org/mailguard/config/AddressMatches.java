package org.mailguard.config;

import static org.mailguard.config.Matches.EXPRESSION;
import static org.mailguard.config.Matches.match;
import static org.mailguard.config.Matches.sorted;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.policy.AddressForm;
import org.mailguard.policy.Criterion;
import org.mailguard.policy.Criterion.AddressDomain;
import org.mailguard.policy.Criterion.AddressForms;
import org.mailguard.policy.Criterion.AddressLength;
import org.mailguard.policy.Criterion.AddressRegex;
import org.mailguard.policy.Criterion.InvalidRecipients;
import org.mailguard.policy.Criterion.RecipientCount;
import org.mailguard.policy.Criterion.Whose;

/** Rules on sender and recipients. */
final class AddressMatches {
  private static final Argument<String> DOMAIN =
      new Argument<>(
          "domain",
          MapKinds.DOMAIN,
          "example.net and everything below it; .example.net is what is below alone");

  private static final Statement<Match> RECIPIENTS =
      match(RecipientCount.class, "cmd RCPT count gt <number>")
          .help(
              "RCPT commands of one message. Senders may count on 100 (RFC 5321 section"
                  + " 4.5.3.1.8).")
          .ofDevice()
          .word("cmd", "Commands")
          .word("RCPT", "The command that names a recipient")
          .word("count", "How many in one message")
          .above("cmd RCPT count", RecipientCount::new, RecipientCount::above);

  private static final Statement<Match> INVALID =
      match(InvalidRecipients.class, "invalid-recipients count gt <number>")
          .help("Recipients that the server refused in one session.")
          .ofDevice()
          .word("invalid-recipients", "Recipients that the server refused")
          .word("count", "How many in one session")
          .above("invalid-recipients count", InvalidRecipients::new, InvalidRecipients::above);

  static final List<Statement<?>> ALL =
      Stream.of(
              List.of(RECIPIENTS, INVALID),
              of(Whose.SENDER, "sender-address", "The address behind MAIL FROM"),
              of(Whose.RECIPIENT, "recipient-address", "The address behind RCPT TO"))
          .<Statement<?>>flatMap(List::stream)
          .toList();

  private AddressMatches() {}

  private static List<Statement<Match>> of(Whose whose, String word, String meaning) {
    return List.of(
        length(whose, word, meaning),
        regex(whose, word, meaning),
        domain(whose, word, meaning),
        form(whose, word, meaning));
  }

  private static Statement<Match> length(Whose whose, String word, String meaning) {
    return deviceHas(
            whose,
            match(AddressLength.class, line -> line.whose() == whose, word + " length gt <number>"))
        .help("The length of an address without its angle brackets.")
        .word(word, meaning)
        .word("length", "Its octets")
        .above(word + " length", above -> new AddressLength(whose, above), AddressLength::above);
  }

  private static Statement<Match> regex(Whose whose, String word, String meaning) {
    return deviceHas(
            whose,
            match(AddressRegex.class, line -> line.whose() == whose, word + " regex " + EXPRESSION))
        .help(
            "An expression is searched for in an address without its angle brackets. The sender of"
                + " a message about a message is empty.")
        .word(word, meaning)
        .found(word + " regex", set -> new AddressRegex(whose, set), AddressRegex::regex);
  }

  private static Statement<Match> domain(Whose whose, String word, String meaning) {
    return match(AddressDomain.class, line -> line.whose() == whose, word + " domain {<domain>}*")
        .help("The domain of an address; one of several is enough.")
        .extension()
        .word(word, meaning)
        .word("domain", "What stands behind the @")
        .arguments(DOMAIN)
        .sample(word + " domain .example.org example.com")
        .sample("not " + word + " domain example.com")
        .variant(word + " domain Example.COM", word + " domain example.com")
        .readsAndWrites(
            in -> new AddressDomain(whose, Set.copyOf(in.all(DOMAIN))),
            (line, out) -> sorted(line.domains(), out.add(word, "domain")));
  }

  private static Statement<Match> form(Whose whose, String word, String meaning) {
    String words =
        Arrays.stream(AddressForm.values()).map(AddressForm::word).collect(Collectors.joining("|"));
    Matches.Line<AddressForms> line =
        match(AddressForms.class, one -> one.whose() == whose, word + " form {" + words + "}*")
            .help("Forms of an address that have fooled somebody; one of several is enough.")
            .extension()
            .word(word, meaning)
            .word("form", "What it looks like")
            .sample("not " + word + " form bang percent source-route");
    for (AddressForm form : AddressForm.values()) {
      line.word(form.word(), MapWords.help(form)).sample(word + " form " + form.word());
    }
    return line.readsAndWrites(
        in -> new AddressForms(whose, MapWords.chosen(AddressForm.class, AddressForm::word, in)),
        (forms, out) ->
            sorted(forms.forms().stream().map(AddressForm::word).toList(), out.add(word, "form")));
  }

  /** The device knows senders; recipients are ours. */
  private static <C extends Criterion> Matches.Line<C> deviceHas(
      Whose whose, Matches.Line<C> line) {
    return whose == Whose.SENDER ? line.ofDevice() : line.extension();
  }
}
