package org.mailguard.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.ContentAnomaly;
import org.mailguard.inspect.Signature;
import org.mailguard.inspect.TransferEncoding;

/** What a rule looks for in mail content: it is decided while a message passes. */
public sealed interface ContentCriterion extends Criterion {

  /** Octets of the whole message; also as MAIL declares it with SIZE=. */
  record MessageLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.MESSAGE;
    }
  }

  /** Octets of the header with its line ends. */
  record HeaderLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HEADER;
    }
  }

  /** Octets of one line of a header, without CR LF. */
  record HeaderLineLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HEADER;
    }
  }

  /** Fields of the message's header. */
  record HeaderCount(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HEADER;
    }
  }

  /** Addresses in the To fields. */
  record ToFieldsCount(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.HEADER;
    }
  }

  /**
   * A field of the message's header.
   *
   * @param name in lower case, or null if {@code names} says which
   * @param value null for whatever value
   */
  record HeaderField(@Nullable String name, @Nullable RegexSet names, @Nullable RegexSet value)
      implements ContentCriterion {
    public HeaderField {
      if ((name == null) == (names == null)) {
        throw new IllegalArgumentException("a field has a name or expressions for names");
      }
    }

    @Override
    public RulePhase phase() {
      return RulePhase.HEADER;
    }
  }

  record BodyLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.BODY;
    }
  }

  /** Octets of one line of the body, without CR LF. */
  record BodyLineLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.BODY;
    }
  }

  /** {@code type/subtype} of a part, in lower case. */
  record MimeFileType(RegexSet regex) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  record MimeEncoding(Set<TransferEncoding> encodings) implements ContentCriterion {
    public MimeEncoding {
      encodings = Set.copyOf(encodings);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  /** Characters of any reading of a file name, decoded. */
  record MimeFileNameLength(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  /** Any reading of a file name, decoded. */
  record MimeFileName(RegexSet regex) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  /**
   * The end of any reading of a file name.
   *
   * @param extensions in lower case, without the dot
   */
  record MimeExtension(Set<String> extensions) implements ContentCriterion {
    public MimeExtension {
      extensions = Set.copyOf(extensions);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  /**
   * What a part begins with, whatever its header says.
   *
   * @param signatures of which {@link Signature#ZIP} stands for every kind of ZIP archive
   * @param nested true if an archive whose first file is an archive is meant too
   */
  record MimeContent(Set<Signature> signatures, boolean nested) implements ContentCriterion {
    public MimeContent {
      signatures = Set.copyOf(signatures);
    }

    boolean means(Signature found) {
      return signatures.contains(found) || (found.isZip() && signatures.contains(Signature.ZIP));
    }

    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  record MimeParts(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  record MimeDepth(long above) implements ContentCriterion {
    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }

  /** Something that two programs read differently, or that is beyond what is looked at. */
  record MimeAnomaly(Set<ContentAnomaly> anomalies) implements ContentCriterion {
    public MimeAnomaly {
      anomalies = Set.copyOf(anomalies);
    }

    @Override
    public RulePhase phase() {
      return RulePhase.PART;
    }
  }
}
