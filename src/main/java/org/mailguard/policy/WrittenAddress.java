package org.mailguard.policy;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Path;

/**
 * The address of a MAIL or RCPT command, and how many of them there were.
 *
 * <p>What is compared is the mailbox: no angle brackets, no source route. The null reverse-path is
 * empty. {@code <Postmaster>} has no domain: it is the server's own, and whoever asks for domains
 * does not mean it (RFC 5321 section 4.5.1).
 */
final class WrittenAddress implements Subject {
  /** What a shell reads, or the expansion language of a mail server. */
  private static final String SHELL = ";$&()<>{}[]\\*?|`";

  private final Octets address;
  private final Octets localPart;
  private final Octets domain;
  private final boolean routed;
  private final boolean postmaster;
  private final long count;
  private @Nullable String text;

  private WrittenAddress(
      Octets address,
      Octets localPart,
      Octets domain,
      boolean routed,
      boolean postmaster,
      long count) {
    this.address = address;
    this.localPart = localPart;
    this.domain = domain;
    this.routed = routed;
    this.postmaster = postmaster;
    this.count = count;
  }

  static WrittenAddress of(Path path, long count) {
    return switch (path) {
      case Path.Null _ ->
          new WrittenAddress(Octets.EMPTY, Octets.EMPTY, Octets.EMPTY, false, false, count);
      case Path.Postmaster(Octets word) ->
          new WrittenAddress(word, word, Octets.EMPTY, false, true, count);
      case Path.Address(var route, Octets localPart, Octets domain) ->
          new WrittenAddress(
              joined(localPart, domain), localPart, domain, !route.isEmpty(), false, count);
    };
  }

  /** One that is none by the grammar: what is before and behind its last {@code @}. */
  static WrittenAddress broken(Octets address, long count) {
    int at = address.length() - 1;
    while (at >= 0 && address.at(at) != '@') {
      at--;
    }
    Octets localPart = at < 0 ? address : address.slice(0, at);
    Octets domain = address.slice(at + 1, address.length());
    boolean routed = !address.isEmpty() && address.at(0) == '@';
    return new WrittenAddress(
        address, localPart, at < 0 ? Octets.EMPTY : domain, routed, false, count);
  }

  private static Octets joined(Octets localPart, Octets domain) {
    byte[] octets = new byte[localPart.length() + 1 + domain.length()];
    System.arraycopy(localPart.toByteArray(), 0, octets, 0, localPart.length());
    octets[localPart.length()] = '@';
    System.arraycopy(domain.toByteArray(), 0, octets, localPart.length() + 1, domain.length());
    return Octets.copyOf(octets);
  }

  private String text() {
    if (text == null) {
      text = SubjectText.of(address);
    }
    return text;
  }

  @Override
  public boolean concerns(Criterion criterion) {
    return !(postmaster
        && (criterion instanceof Criterion.AddressDomain
            || criterion instanceof Criterion.MailRelay));
  }

  @Override
  public boolean is(Criterion criterion) {
    return switch (criterion) {
      case Criterion.AddressLength(_, long above) -> address.length() > above;
      case Criterion.AddressRegex(_, RegexSet regex) -> regex.isIn(text());
      case Criterion.AddressDomain(_, Set<String> domains) -> isIn(domains);
      case Criterion.AddressForms(_, Set<AddressForm> forms) -> forms.stream().anyMatch(this::has);
      case Criterion.MailRelay(Set<String> domains) -> !isIn(domains);
      case Criterion.MessageCount(long above) -> count > above;
      case Criterion.RecipientCount(long above) -> count > above;
      case Criterion _ -> false;
    };
  }

  /** {@code example.net} is the domain and all below it, {@code .example.net} all below it. */
  private boolean isIn(Set<String> domains) {
    String name = SubjectText.of(domain).toLowerCase(Locale.ROOT);
    if (domains.contains(name)) {
      return true;
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (domains.contains(name.substring(dot)) || domains.contains(name.substring(dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private boolean has(AddressForm form) {
    return switch (form) {
      case SOURCE_ROUTE -> routed;
      case PERCENT -> localPart.indexOf('%') >= 0;
      case BANG -> localPart.indexOf('!') >= 0;
      case QUOTED -> !localPart.isEmpty() && localPart.at(0) == '"';
      case LITERAL -> !domain.isEmpty() && domain.at(0) == '[';
      case SPECIAL_CHARACTER -> address.indexOf('|') >= 0 || address.indexOf('`') >= 0;
      case SHELL -> isForShell();
      case EIGHT_BIT -> !address.isAscii();
      case NULL -> address.isEmpty();
    };
  }

  private boolean isForShell() {
    for (int i = 0; i < localPart.length(); i++) {
      if (SHELL.indexOf(localPart.at(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String shown(Criterion criterion) {
    return switch (criterion) {
      case Criterion.AddressLength _ -> SubjectText.counted(address.length(), "octet");
      case Criterion.MessageCount _ -> SubjectText.counted(count, "message");
      case Criterion.RecipientCount _ -> SubjectText.counted(count, "recipient");
      case Criterion _ -> SubjectText.shown(address);
    };
  }
}
