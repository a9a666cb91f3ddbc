package org.mailguard.doctor.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mailguard.doctor.catalogue.MaskedKeyword;

/**
 * What a reply to EHLO offers.
 *
 * @param keywords in upper case, in order, without those that are masked
 * @param masked the lines that were overwritten
 */
public record Offer(List<String> keywords, List<MaskedKeyword> masked) {
  public Offer {
    keywords = List.copyOf(keywords);
    masked = List.copyOf(masked);
  }

  /** None of either if the reply is no list. */
  public static Offer of(Heard heard) {
    List<String> keywords = new ArrayList<>();
    List<MaskedKeyword> masked = new ArrayList<>();
    if (heard.code() != 250) {
      return new Offer(keywords, masked);
    }
    List<String> texts = heard.texts();
    List<String> offers = texts.subList(Math.min(1, texts.size()), texts.size());
    List<String> words =
        offers.stream().map(line -> line.split("[ =]", 2)[0].toUpperCase(Locale.ROOT)).toList();
    for (int i = 0; i < offers.size(); i++) {
      Optional<MaskedKeyword> mask = MaskedKeyword.read(offers.get(i), new HashSet<>(words));
      mask.ifPresent(masked::add);
      if (mask.isEmpty()) {
        keywords.add(words.get(i));
      }
    }
    return new Offer(keywords, masked);
  }
}
