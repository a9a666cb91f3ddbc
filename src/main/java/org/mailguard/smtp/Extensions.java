package org.mailguard.smtp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers: the keywords of its reply to EHLO, RFC 5321 section 4.1.1.1. Immutable.
 *
 * <p>Reading is tolerant and never fails: a line that is none is left out, since what is not
 * understood is not advertised (reference: threats R10, R-11). Printing is strict. The order is the
 * server's.
 */
public final class Extensions {
  /** What a server offers that was greeted with HELO. */
  public static final Extensions NONE = new Extensions(Octets.EMPTY, List.of());

  private final Octets greeting;
  private final List<EhloLine> offers;

  private Extensions(Octets greeting, List<EhloLine> offers) {
    this.greeting = greeting;
    this.offers = List.copyOf(offers);
  }

  /** Of a 250 to EHLO. Its first line is the server's greeting and offers nothing. */
  public static Extensions parse(Reply ehloReply) {
    List<Octets> lines = ehloReply.lines();
    Map<Octets, EhloLine> offers = new LinkedHashMap<>();
    for (Octets line : lines.subList(1, lines.size())) {
      EhloLine offer = EhloLine.parse(line);
      if (offer != null) {
        offers.merge(offer.keyword(), offer, EhloLine::merge);
      }
    }
    return new Extensions(lines.getFirst(), List.copyOf(offers.values()));
  }

  /** The first line of the server's reply: its name, and perhaps a few friendly words. */
  public Octets greeting() {
    return greeting;
  }

  public boolean offers(Extension extension) {
    return find(extension) != null;
  }

  /** What stands behind the keyword; empty also if it is not offered. */
  public List<Octets> parameters(Extension extension) {
    EhloLine offer = find(extension);
    return offer == null ? List.of() : offer.parameters();
  }

  private @Nullable EhloLine find(Extension extension) {
    for (EhloLine offer : offers) {
      if (offer.extension() == extension) {
        return offer;
      }
    }
    return null;
  }

  /** All keywords, in upper case, also those that the guard does not know. */
  public List<Octets> keywords() {
    return offers.stream().map(EhloLine::keyword).toList();
  }

  /** The keywords that the guard does not know, in upper case. */
  public List<Octets> unknown() {
    return offers.stream().filter(o -> o.extension() == null).map(EhloLine::keyword).toList();
  }

  public Extensions withoutUnknown() {
    return retain(_ -> true);
  }

  /** The extensions for which {@code wanted} is true. Unknown keywords are never among them. */
  public Extensions retain(Predicate<Extension> wanted) {
    List<EhloLine> retained = new ArrayList<>(offers.size());
    for (EhloLine offer : offers) {
      if (offer.extension() != null && wanted.test(offer.extension())) {
        retained.add(offer);
      }
    }
    return new Extensions(greeting, retained);
  }

  /**
   * The same with {@code extension} offered, in the place where the server has it or else at the
   * end: for what the guard does itself (STARTTLS), and for bounds of its own (SIZE, AUTH).
   *
   * @param parameters graphic ASCII, at least one octet each
   */
  public Extensions with(Extension extension, List<Octets> parameters) {
    for (Octets parameter : parameters) {
      if (!EhloLine.isParameter(parameter)) {
        throw new IllegalArgumentException("no parameter of a keyword: " + parameter);
      }
    }
    EhloLine added = new EhloLine(Octets.ascii(extension.keyword()), extension, parameters);
    List<EhloLine> changed = new ArrayList<>(offers);
    changed.replaceAll(offer -> offer.extension() == extension ? added : offer);
    if (!offers(extension)) {
      changed.add(added);
    }
    return new Extensions(greeting, changed);
  }

  /** The reply to EHLO that offers exactly this. */
  public Reply render(Octets greetingLine) {
    List<Octets> lines = new ArrayList<>(offers.size() + 1);
    lines.add(greetingLine);
    for (EhloLine offer : offers) {
      lines.add(offer.print());
    }
    return new Reply(250, lines);
  }

  /** The keywords and their parameters, for people. */
  @Override
  public String toString() {
    return offers.stream().map(EhloLine::print).toList().toString();
  }
}
