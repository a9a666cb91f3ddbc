package org.mailguard.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.inspect.Part;
import org.mailguard.smtp.Octets;

/**
 * What the header of the MIME part that is being read says to the rules about it. File names are
 * compared as they come, and remembered by the rule: they may be many and long. Of several types or
 * encodings the first counts, for the scanner too.
 */
final class PartHeader {
  private static final int SHOWN = 100;

  private final List<ContentQuestion> names = new ArrayList<>();
  private String first = "";

  /** True if a rule asks for content. */
  private boolean keepsLines;

  // Fields as they stand in records.
  private String line = "";
  private String typeLine = "";
  private String encodingLine = "";

  /** A rule about the headers of parts. */
  void add(ContentQuestion question) {
    Criterion criterion = question.rule.criterion();
    keepsLines |= question.rule.log();
    if (!(criterion instanceof ContentCriterion.MimeFileType)
        && !(criterion instanceof ContentCriterion.MimeEncoding)) {
      names.add(question);
    }
  }

  void field(String name, String value) {
    if (!keepsLines) {
      return;
    }
    line = name + ": " + WrittenField.line(value);
    if (name.equals("Content-Type")) {
      typeLine = typeLine.isEmpty() ? line : typeLine;
    } else if (name.equals("Content-Transfer-Encoding")) {
      encodingLine = encodingLine.isEmpty() ? line : encodingLine;
    }
  }

  /** A name of the part; most have one, and write it twice. */
  void fileName(String found) {
    if (found.equals(first)) {
      return;
    }
    if (first.isEmpty()) {
      first = found;
    }
    for (ContentQuestion question : names) {
      if (!question.settled
          && question.name == null
          && isOf(question.rule.criterion(), found) != question.rule.negated()) {
        question.name = shown(question.rule.criterion(), found);
        question.nameLine = question.rule.log() ? line : "";
      }
    }
  }

  private static boolean isOf(Criterion criterion, String name) {
    if (criterion instanceof ContentCriterion.MimeFileNameLength(long above)) {
      return name.codePointCount(0, name.length()) > above;
    }
    if (criterion instanceof ContentCriterion.MimeFileName(RegexSet regex)) {
      return regex.isIn(name);
    }
    return criterion instanceof ContentCriterion.MimeExtension extension
        && FileNameEnds.isAnyOf(name, extension.extensions());
  }

  private static String shown(Criterion criterion, String name) {
    return criterion instanceof ContentCriterion.MimeFileNameLength
        ? "a file name of "
            + SubjectText.counted(name.codePointCount(0, name.length()), "character")
        : "file name " + shown(name);
  }

  private static String shown(String text) {
    return Octets.printable(text.getBytes(UTF_8), SHOWN);
  }

  /** The first name, for records. */
  String firstName() {
    return shown(first);
  }

  /** The header is judged. */
  void forget() {
    first = "";
    line = "";
    typeLine = "";
    encodingLine = "";
    for (ContentQuestion question : names) {
      question.name = null;
      question.nameLine = "";
    }
  }

  /** The field that says what the rule is about; empty if there is none. */
  String content(ContentQuestion question) {
    if (question.rule.criterion() instanceof ContentCriterion.MimeFileType) {
      return typeLine;
    }
    return question.rule.criterion() instanceof ContentCriterion.MimeEncoding
        ? encodingLine
        : question.nameLine;
  }

  /** True if what the header says is what the rule is about, or with {@code not} is not. */
  static boolean matches(ContentQuestion question, Part part) {
    Criterion criterion = question.rule.criterion();
    if (criterion instanceof ContentCriterion.MimeFileType(RegexSet regex)) {
      return regex.isIn(part.type()) != question.rule.negated();
    }
    if (criterion instanceof ContentCriterion.MimeEncoding encoding) {
      return encoding.encodings().contains(part.encoding()) != question.rule.negated();
    }
    return question.name != null;
  }

  /** What a rule matched on, for records. */
  static String shown(ContentQuestion question, Part part) {
    if (question.name != null) {
      return question.name;
    }
    if (question.rule.criterion() instanceof ContentCriterion.MimeFileType) {
      return "type " + shown(part.type());
    }
    if (question.rule.criterion() instanceof ContentCriterion.MimeEncoding) {
      return part.encodingName().isEmpty()
          ? "no encoding"
          : "encoding " + shown(part.encodingName());
    }
    return "a part without such a file name";
  }
}
