package org.mailguard.config;

import static org.mailguard.config.Matches.EXPRESSION;
import static org.mailguard.config.Matches.match;
import static org.mailguard.config.Matches.sorted;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mailguard.config.MapSetting.Match;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.Signature;
import org.mailguard.inspect.TransferEncoding;
import org.mailguard.policy.ContentCriterion.MimeAnomaly;
import org.mailguard.policy.ContentCriterion.MimeContent;
import org.mailguard.policy.ContentCriterion.MimeDepth;
import org.mailguard.policy.ContentCriterion.MimeEncoding;
import org.mailguard.policy.ContentCriterion.MimeExtension;
import org.mailguard.policy.ContentCriterion.MimeFileName;
import org.mailguard.policy.ContentCriterion.MimeFileNameLength;
import org.mailguard.policy.ContentCriterion.MimeFileType;
import org.mailguard.policy.ContentCriterion.MimeParts;
import org.mailguard.policy.Criterion;

/** Rules on the parts of a message. */
final class MimeMatches {
  private static final String NESTED = "nested-archive";
  private static final String ANY = "any";
  private static final String LIMITS = "limits";

  private static final Set<ContentAnomaly> EVERY = EnumSet.allOf(ContentAnomaly.class);
  private static final Set<ContentAnomaly> BEYOND_LIMITS =
      EVERY.stream().filter(ContentAnomaly::isLimit).collect(Collectors.toUnmodifiableSet());

  private static final Argument<String> EXTENSION =
      new Argument<>("extension", MapKinds.EXTENSION, "The end of a name, without its dot");

  private static final Statement<Match> FILE_TYPE =
      mime(MimeFileType.class, "filetype regex " + EXPRESSION)
          .help(
              "The type of a part as its Content-Type says: type/subtype in lower case. The file's"
                  + " name and what is in it are other rules.")
          .ofDevice()
          .word("filetype", "The type that a part says it has")
          .found("MIME filetype regex", MimeFileType::new, MimeFileType::regex);

  private static final Statement<Match> FILE_NAME_LENGTH =
      mime(MimeFileNameLength.class, "filename length gt <number>")
          .help("The name of an attached file, decoded, in characters.")
          .ofDevice()
          .word("filename", "The name of an attached file")
          .word("length", "Its characters")
          .above("MIME filename length", MimeFileNameLength::new, MimeFileNameLength::above);

  private static final Statement<Match> FILE_NAME =
      mime(MimeFileName.class, "filename regex " + EXPRESSION)
          .help("The name of an attached file, decoded, in every way that it can be read.")
          .extension()
          .word("filename", "The name of an attached file")
          .found("MIME filename regex", MimeFileName::new, MimeFileName::regex);

  private static final Statement<Match> FILE_EXTENSION =
      mime(MimeExtension.class, "extension {<extension>}*")
          .help("How the name of an attached file ends, in every way that it can be read.")
          .extension()
          .word("extension", "How the name of an attached file ends")
          .arguments(EXTENSION)
          .sample("MIME extension exe scr")
          .sample("not MIME extension pdf")
          .variant("MIME extension .EXE", "MIME extension exe")
          .readsAndWrites(
              in -> new MimeExtension(Set.copyOf(in.all(EXTENSION))),
              (line, out) -> sorted(line.extensions(), out.add("MIME extension")));

  private static final Statement<Match> ENCODING = encoding();
  private static final Statement<Match> CONTENT = content();

  private static final Statement<Match> PARTS =
      mime(MimeParts.class, "parts gt <number>")
          .help("Parts of a message, those in parts included.")
          .extension()
          .word("parts", "How many parts")
          .above("MIME parts", MimeParts::new, MimeParts::above);

  private static final Statement<Match> DEPTH =
      mime(MimeDepth.class, "depth gt <number>")
          .help("How deep parts stand in parts.")
          .extension()
          .word("depth", "How deep parts stand in parts")
          .above("MIME depth", MimeDepth::new, MimeDepth::above);

  private static final Statement<Match> ANOMALY = anomaly();

  static final List<Statement<?>> ALL =
      List.of(
          FILE_TYPE,
          FILE_NAME_LENGTH,
          FILE_NAME,
          FILE_EXTENSION,
          ENCODING,
          CONTENT,
          PARTS,
          DEPTH,
          ANOMALY);

  private MimeMatches() {}

  private static <C extends Criterion> Matches.Line<C> mime(Class<C> type, String grammar) {
    return match(type, "MIME " + grammar).word("MIME", "The parts of a message");
  }

  private static Statement<Match> encoding() {
    Matches.Line<MimeEncoding> line =
        mime(
                MimeEncoding.class,
                "encoding {" + words(TransferEncoding.values(), TransferEncoding::word) + "}*")
            .help("The Content-Transfer-Encoding of a part; what has none is 7bit.")
            .ofDevice()
            .word("encoding", "The Content-Transfer-Encoding of a part")
            .sample("not MIME encoding 7bit 8bit base64 quoted-printable")
            .sample("MIME encoding binary others");
    for (TransferEncoding encoding : TransferEncoding.values()) {
      line.word(
          encoding.word(),
          encoding == TransferEncoding.OTHERS ? "None of these" : "As the part says");
    }
    return line.readsAndWrites(
        in -> new MimeEncoding(MapWords.chosen(TransferEncoding.class, TransferEncoding::word, in)),
        (encodings, out) ->
            sorted(
                encodings.encodings().stream().map(TransferEncoding::word).toList(),
                out.add("MIME encoding")));
  }

  private static Statement<Match> content() {
    Matches.Line<MimeContent> line =
        mime(
                MimeContent.class,
                "content {" + words(Signature.values(), MapWords::of) + "|" + NESTED + "}*")
            .help(
                "What a part really is, by its first octets, whatever its name and type say. zip is"
                    + " every ZIP archive, also one that is encrypted or empty. Of an archive the"
                    + " first file alone is looked at: one behind it may be encrypted, or an archive.")
            .extension()
            .word("content", "What a part really is")
            .word(NESTED, "An archive whose first file is an archive")
            .sample("not MIME content elf executable nested-archive");
    for (Signature signature : Signature.values()) {
      line.word(MapWords.of(signature), MapWords.help(signature))
          .sample("MIME content " + MapWords.of(signature));
    }
    return line.readsAndWrites(
        in -> new MimeContent(MapWords.chosen(Signature.class, MapWords::of, in), in.has(NESTED)),
        (content, out) -> {
          sorted(content.signatures().stream().map(MapWords::of).toList(), out.add("MIME content"));
          out.addIf(content.nested(), NESTED);
        });
  }

  private static Statement<Match> anomaly() {
    Matches.Line<MimeAnomaly> line =
        mime(
                MimeAnomaly.class,
                "anomaly {"
                    + ANY
                    + "|"
                    + LIMITS
                    + "|{"
                    + words(ContentAnomaly.values(), MapWords::of)
                    + "}*}")
            .help(
                "Something in a message that two programs read differently, or that is beyond what"
                    + " is looked at: what stands there may be hidden from the other rules.")
            .extension()
            .word("anomaly", "What two programs read differently, or what is beyond a limit")
            .word(ANY, "All of them")
            .word(LIMITS, "Whatever is beyond what is looked at")
            .sample("MIME anomaly any")
            .sample("MIME anomaly limits")
            .sample("not MIME anomaly bare-lf names-differ");
    for (ContentAnomaly anomaly : ContentAnomaly.values()) {
      line.word(MapWords.of(anomaly), MapWords.help(anomaly))
          .sample("MIME anomaly " + MapWords.of(anomaly));
    }
    return line.readsAndWrites(MimeMatches::readAnomaly, MimeMatches::writeAnomaly);
  }

  private static MimeAnomaly readAnomaly(Arguments in) {
    return new MimeAnomaly(
        in.has(ANY)
            ? EVERY
            : in.has(LIMITS)
                ? BEYOND_LIMITS
                : MapWords.chosen(ContentAnomaly.class, MapWords::of, in));
  }

  private static void writeAnomaly(MimeAnomaly anomaly, LinePrinter out) {
    List<String> words = new ArrayList<>();
    if (anomaly.anomalies().equals(EVERY)) {
      words.add(ANY);
    } else if (anomaly.anomalies().equals(BEYOND_LIMITS)) {
      words.add(LIMITS);
    } else {
      anomaly.anomalies().forEach(one -> words.add(MapWords.of(one)));
    }
    sorted(words, out.add("MIME anomaly"));
  }

  private static <E> String words(E[] all, Function<E, String> word) {
    return Arrays.stream(all).map(word).collect(Collectors.joining("|"));
  }
}
