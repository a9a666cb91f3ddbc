package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
import org.mailguard.policy.MapBounds;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Extensions;
import org.mailguard.smtp.Octets;

/**
 * What a server promises in numbers and names, cut down to what the rules let through: a client
 * that knows a bound keeps it, and saves everybody a refusal.
 */
final class Promises {
  private static final String RECIPIENTS = "RCPTMAX";
  private static final String MESSAGES = "MAILMAX";

  /** RFC 9422 section 4: one to six digits. */
  private static final long HIGHEST_LIMIT = 999_999;

  private static final List<Extension> CUT =
      List.of(Extension.SIZE, Extension.AUTH, Extension.X_EXPS, Extension.LIMITS);

  private Promises() {}

  static Extensions cut(Extensions offered, Policy policy) {
    Extensions cut = mechanisms(offered, policy);
    MapBounds bounds = policy.map().bounds();
    if (cut.offers(Extension.SIZE) && bounds.messageLength() != MapBounds.NONE) {
      cut = cut.with(Extension.SIZE, size(cut, bounds.messageLength()));
    }
    boolean bounded = bounds.recipients() != MapBounds.NONE || bounds.messages() != MapBounds.NONE;
    if (cut.offers(Extension.LIMITS) || (bounded && policy.mayAdd(Extension.LIMITS))) {
      long recipients = Math.min(bounds.recipients(), policy.limits().recipients());
      List<Octets> limits =
          limits(
              cut.parameters(Extension.LIMITS),
              recipients,
              bounds.recipients() != MapBounds.NONE,
              bounds.messages());
      cut = limits.isEmpty() ? cut : cut.with(Extension.LIMITS, limits);
    }
    return cut;
  }

  /** The keywords whose values are others than before; a new one has other values than none. */
  static List<String> cut(Extensions before, Extensions after) {
    if (after.equals(before)) {
      return List.of();
    }
    List<String> cut = new ArrayList<>();
    for (Extension extension : CUT) {
      boolean same =
          after.offers(extension) == before.offers(extension)
              && after.parameters(extension).equals(before.parameters(extension));
      if (!same && after.offers(extension)) {
        cut.add(extension.keyword());
      }
    }
    return cut;
  }

  /** A line {@code auth-mechanisms} holds for what Exchange has beside AUTH, too. */
  private static Extensions mechanisms(Extensions offered, Policy policy) {
    Extensions cut = offered;
    for (Extension extension : List.of(Extension.AUTH, Extension.X_EXPS)) {
      List<Octets> all = offered.parameters(extension);
      List<Octets> left = all.stream().filter(policy::advertisesMechanism).toList();
      if (left.isEmpty() && !all.isEmpty()) {
        cut = cut.retain(other -> other != extension);
      } else if (left.size() < all.size()) {
        cut = cut.with(extension, left);
      }
    }
    return cut;
  }

  /** The smaller one; none and 0 are no bound (RFC 1870 section 4). */
  private static List<Octets> size(Extensions offered, long bound) {
    List<Octets> servers = offered.parameters(Extension.SIZE);
    long promised = servers.isEmpty() ? 0 : number(servers.getFirst());
    long size = promised == 0 ? bound : Math.min(promised, bound);
    return List.of(Octets.ascii(Long.toString(size)));
  }

  private static List<Octets> limits(
      List<Octets> servers, long recipients, boolean recipientsByRule, long messages) {
    List<Octets> limits = new ArrayList<>();
    boolean recipientsSaid = false;
    boolean messagesSaid = false;
    for (Octets limit : servers) {
      if (isNamed(limit, RECIPIENTS)) {
        recipientsSaid = true;
        limits.add(limit(RECIPIENTS, Math.min(value(limit), recipients)));
      } else if (isNamed(limit, MESSAGES) && messages != MapBounds.NONE) {
        messagesSaid = true;
        limits.add(limit(MESSAGES, Math.min(value(limit), messages)));
      } else {
        limits.add(limit);
      }
    }
    if (!recipientsSaid && recipientsByRule) {
      limits.add(limit(RECIPIENTS, recipients));
    }
    if (!messagesSaid && messages != MapBounds.NONE) {
      limits.add(limit(MESSAGES, messages));
    }
    return limits;
  }

  private static boolean isNamed(Octets limit, String name) {
    int sign = limit.indexOf('=');
    return sign > 0 && limit.slice(0, sign).equalsIgnoreCase(name);
  }

  private static Octets limit(String name, long value) {
    return Octets.ascii(name + "=" + Math.min(value, HIGHEST_LIMIT));
  }

  private static long value(Octets limit) {
    long value = number(limit.slice(limit.indexOf('=') + 1, limit.length()));
    return value == 0 ? MapBounds.NONE : value;
  }

  /** Of digits; what is none, or more than anybody means, is no bound. */
  private static long number(Octets digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      byte octet = digits.at(i);
      if (octet < '0' || octet > '9' || number > Long.MAX_VALUE / 10 - 1) {
        return 0;
      }
      number = 10 * number + octet - '0';
    }
    return number;
  }
}
