package org.mailguard.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailguard.policy.Action;
import org.mailguard.policy.ContentCriterion;
import org.mailguard.policy.Criterion;

/** Which actions go with which criterion (reference: cisco-mailguard 6.3, and our own). */
final class Permitted {
  private Permitted() {}

  /** True if {@code action} may stand below a rule on {@code criterion}. */
  static boolean with(Action action, Criterion criterion) {
    return switch (action) {
      case Action.Drop(), Action.Reset(), Action.Log() -> true;
      case Action.Refuse _ -> !(criterion instanceof Criterion.EhloKeyword);
      case Action.Mask() ->
          criterion instanceof Criterion.EhloKeyword || criterion instanceof Criterion.CommandVerb;
      case Action.RateLimit _ -> criterion instanceof Criterion.CommandVerb;
      case Action.Strip() -> strips(criterion);
      case Action.Allow() -> allows(criterion);
    };
  }

  private static final List<Action> WITH_ALL =
      List.of(new Action.Drop(), new Action.Reset(), new Action.Log());

  private static final List<Action> WITH_SOME =
      List.of(
          new Action.Mask(),
          new Action.RateLimit(1, false),
          new Action.Refuse(null),
          new Action.Strip(),
          new Action.Allow());

  /** What may stand below a rule on {@code criterion}; actions with values have some value. */
  static Stream<Action> of(Criterion criterion) {
    return Stream.concat(WITH_ALL.stream(), WITH_SOME.stream())
        .filter(action -> with(action, criterion));
  }

  /** The same, for a message. */
  static String with(Criterion criterion) {
    return words(of(criterion));
  }

  /** As {@link #with(Criterion)}, without what may stand everywhere. */
  static String besidesAll(Criterion criterion) {
    return words(WITH_SOME.stream().filter(action -> with(action, criterion)));
  }

  private static String words(Stream<Action> actions) {
    return actions.map(Permitted::word).collect(Collectors.joining(", "));
  }

  /** The action in the words of the configuration. */
  static String word(Action action) {
    return switch (action) {
      case Action.Drop() -> "drop-connection";
      case Action.Reset() -> "reset";
      case Action.Mask() -> "mask";
      case Action.Log() -> "log";
      case Action.RateLimit _ -> "rate-limit";
      case Action.Refuse _ -> "refuse";
      case Action.Strip() -> "strip";
      case Action.Allow() -> "allow";
    };
  }

  /** A field, or a part whose header tells before a line of it has passed. */
  private static boolean strips(Criterion criterion) {
    return criterion instanceof ContentCriterion.HeaderField
        || criterion instanceof ContentCriterion.MimeFileType
        || criterion instanceof ContentCriterion.MimeFileName
        || criterion instanceof ContentCriterion.MimeFileNameLength
        || criterion instanceof ContentCriterion.MimeExtension
        || criterion instanceof ContentCriterion.MimeEncoding;
  }

  /** Where rules behind it could say otherwise, or the guard itself would. */
  private static boolean allows(Criterion criterion) {
    return switch (criterion) {
      case Criterion.CommandVerb _,
          Criterion.HeloLength _,
          Criterion.HeloRegex _,
          Criterion.HeloForm _,
          Criterion.AddressLength _,
          Criterion.AddressRegex _,
          Criterion.AddressDomain _,
          Criterion.AddressForms _,
          ContentCriterion.HeaderField _,
          ContentCriterion.MimeFileType _,
          ContentCriterion.MimeEncoding _,
          ContentCriterion.MimeFileNameLength _,
          ContentCriterion.MimeFileName _,
          ContentCriterion.MimeExtension _,
          ContentCriterion.MimeContent _,
          ContentCriterion.MimeParts _,
          ContentCriterion.MimeDepth _,
          ContentCriterion.MimeAnomaly _ ->
          true;
      case Criterion.Rate _,
          Criterion.MessageCount _,
          Criterion.CommandLineLength _,
          Criterion.VerbCount _,
          Criterion.CommandArgument _,
          Criterion.EhloKeyword _,
          Criterion.RecipientCount _,
          Criterion.InvalidRecipients _,
          Criterion.MailRelay _,
          ContentCriterion.MessageLength _,
          ContentCriterion.HeaderLength _,
          ContentCriterion.HeaderLineLength _,
          ContentCriterion.HeaderCount _,
          ContentCriterion.ToFieldsCount _,
          ContentCriterion.BodyLength _,
          ContentCriterion.BodyLineLength _ ->
          false;
    };
  }
}
