package org.mailguard.policy;

import java.util.Locale;
import java.util.Set;
import org.mailguard.smtp.Octets;

/** A keyword of the server's EHLO reply. */
record OfferedKeyword(Octets keyword) implements Subject {
  /** Those that the device has a word for; all others are its {@code others}. */
  private static final Set<String> OF_THE_DEVICE =
      Set.of(
          "8BITMIME",
          "AUTH",
          "BINARYMIME",
          "CHECKPOINT",
          "DSN",
          "ENHANCEDSTATUSCODES",
          "ETRN",
          "PIPELINING",
          "SIZE",
          "VRFY");

  @Override
  public boolean is(Criterion criterion) {
    return switch (criterion) {
      case Criterion.EhloKeyword(Set<String> keywords, boolean others) -> {
        String word = SubjectText.of(keyword).toUpperCase(Locale.ROOT);
        yield keywords.contains(word) || (others && !OF_THE_DEVICE.contains(word));
      }
      case Criterion _ -> false;
    };
  }

  @Override
  public String shown(Criterion criterion) {
    return SubjectText.shown(keyword);
  }
}
