package org.mailguard.config;

import static org.mailguard.config.Matches.EXPRESSION;
import static org.mailguard.config.Matches.expressions;
import static org.mailguard.config.Matches.match;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.policy.ContentCriterion.BodyLength;
import org.mailguard.policy.ContentCriterion.BodyLineLength;
import org.mailguard.policy.ContentCriterion.HeaderCount;
import org.mailguard.policy.ContentCriterion.HeaderField;
import org.mailguard.policy.ContentCriterion.HeaderLength;
import org.mailguard.policy.ContentCriterion.HeaderLineLength;
import org.mailguard.policy.ContentCriterion.MessageLength;
import org.mailguard.policy.ContentCriterion.ToFieldsCount;
import org.mailguard.policy.RegexSet;

/** Rules on a message: its size, its header, its body. */
final class ContentMatches {
  private static final Argument<String> FIELD =
      new Argument<>("field", MapKinds.FIELD, "A field by its name");

  private static final Statement<Match> MESSAGE_LENGTH =
      match(MessageLength.class, "message length gt <number>")
          .help("A whole message, in octets. A SIZE that MAIL declares is judged as well.")
          .extension()
          .word("message", "Messages")
          .word("length", "All octets of one")
          .above("message length", MessageLength::new, MessageLength::above);

  private static final Statement<Match> HEADER_LENGTH =
      match(HeaderLength.class, "header length gt <number>")
          .help("The whole header of a message, in octets.")
          .ofDevice()
          .word("header", "The header of a message")
          .word("length", "All its octets")
          .above("header length", HeaderLength::new, HeaderLength::above);

  private static final Statement<Match> HEADER_LINE_LENGTH =
      match(HeaderLineLength.class, "header line length gt <number>")
          .help(
              "One line of a header, in octets without its line end. 998 is what RFC 5322 lets it"
                  + " have; longer ones are common all the same.")
          .ofDevice()
          .word("header", "The header of a message")
          .word("line", "One line of it")
          .word("length", "Its octets")
          .above("header line length", HeaderLineLength::new, HeaderLineLength::above);

  private static final Statement<Match> HEADER_COUNT =
      match(HeaderCount.class, "header count gt <number>")
          .help("Fields in the header of a message.")
          .extension()
          .word("header", "The header of a message")
          .word("count", "How many fields")
          .above("header count", HeaderCount::new, HeaderCount::above);

  private static final Statement<Match> TO_FIELDS =
      match(ToFieldsCount.class, "header to-fields count gt <number>")
          .help("Addresses in the To fields of a header.")
          .ofDevice()
          .word("header", "The header of a message")
          .word("to-fields", "Addresses in To")
          .word("count", "How many")
          .above("header to-fields count", ToFieldsCount::new, ToFieldsCount::above);

  private static final Statement<Match> FIELDS =
      match(
              HeaderField.class,
              "header field {<field>|regex " + EXPRESSION + "} [value value:" + EXPRESSION + "]")
          .help(
              "A field of the header, by its name and, if the line says so, what is in it. With not"
                  + " it matches a header that has no such field.")
          .extension()
          .word("header", "The header of a message")
          .word("field", "A field of it")
          .word("regex", "By an expression that is searched for in the name")
          .word("value", "What is in it: an expression that is searched for")
          .arguments(FIELD)
          .expression()
          .sample("header field x-mailer")
          .sample("not header field message-id")
          .sample("header field subject value adverts")
          .sample("header field received value class our-hosts")
          .sample("header field regex spam-marks")
          .sample("header field regex class spam-marks value yes")
          .variant("header field Subject", "header field subject")
          .readsAndWrites(ContentMatches::readField, ContentMatches::writeField);

  private static final Statement<Match> BODY_LENGTH =
      match(BodyLength.class, "body length gt <number>")
          .help("The body of a message, in octets.")
          .ofDevice()
          .word("body", "The body of a message")
          .word("length", "All its octets")
          .above("body length", BodyLength::new, BodyLength::above);

  private static final Statement<Match> BODY_LINE_LENGTH =
      match(BodyLineLength.class, "body line length gt <number>")
          .help("One line of a body, in octets without its line end.")
          .ofDevice()
          .word("body", "The body of a message")
          .word("line", "One line of it")
          .word("length", "Its octets")
          .above("body line length", BodyLineLength::new, BodyLineLength::above);

  static final List<Statement<?>> ALL =
      List.of(
          MESSAGE_LENGTH,
          HEADER_LENGTH,
          HEADER_LINE_LENGTH,
          HEADER_COUNT,
          TO_FIELDS,
          FIELDS,
          BODY_LENGTH,
          BODY_LINE_LENGTH);

  private ContentMatches() {}

  private static HeaderField readField(Arguments in) {
    String name = in.find(FIELD);
    RegexSet value = in.has("value") ? expressions(in.in("value")) : null;
    return new HeaderField(name, name == null ? expressions(in) : null, value);
  }

  private static void writeField(HeaderField field, LinePrinter out) {
    out.add("header field");
    write(field.name() == null ? "regex" : field.name(), field.names(), out);
    if (field.value() != null) {
      write("value", field.value(), out);
    }
  }

  private static void write(String word, @Nullable RegexSet expressions, LinePrinter out) {
    out.add(word);
    if (expressions != null) {
      out.add(expressions.name());
    }
  }
}
