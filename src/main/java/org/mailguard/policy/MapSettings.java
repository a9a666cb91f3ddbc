package org.mailguard.policy;

import java.util.Map;
import java.util.Set;

/**
 * The lines below {@code parameters} of an inspection map that are no rules.
 *
 * @param maskBanner the greeting becomes {@code 220 NAME ESMTP}
 * @param bareNewline what becomes of CR and LF that do not stand together, in mail data
 * @param authMechanisms that pass, in upper case; empty for all
 * @param replyCodes by verb in upper case: codes below 400 that can answer it; verbs that are not
 *     in it have the codes of RFC 5321
 * @param leastDataRate octets a second of mail data, after a minute's grace; 0 for none
 * @param observed true if the map as a whole only observes: it is recorded what the guard would
 *     refuse or hide on its own account, too, as far as it can follow a session without
 */
public record MapSettings(
    boolean maskBanner,
    Tls tls,
    BareNewline bareNewline,
    Set<String> authMechanisms,
    Map<String, Set<Integer>> replyCodes,
    long leastDataRate,
    boolean observed) {

  /** {@code allow-tls} and its forms. */
  public enum Tls {
    PASS,
    /** {@code allow-tls action log}. */
    LOG,
    /** {@code no allow-tls}. */
    HIDE
  }

  public enum BareNewline {
    /** The message is refused. */
    REJECT,
    /** Each becomes CR LF, and dots behind it are stuffed anew. */
    NORMALIZE,
    /** As {@link #NORMALIZE}, and each such message is recorded as an intervention. */
    LOG
  }

  public static final MapSettings DEFAULT =
      new MapSettings(true, Tls.PASS, BareNewline.REJECT, Set.of(), Map.of(), 0);

  /** Of a map that is enforced. */
  public MapSettings(
      boolean maskBanner,
      Tls tls,
      BareNewline bareNewline,
      Set<String> authMechanisms,
      Map<String, Set<Integer>> replyCodes,
      long leastDataRate) {
    this(maskBanner, tls, bareNewline, authMechanisms, replyCodes, leastDataRate, false);
  }

  public MapSettings {
    authMechanisms = Set.copyOf(authMechanisms);
    replyCodes = Map.copyOf(replyCodes);
  }

  /** With another answer to STARTTLS. */
  public MapSettings withTls(Tls other) {
    return new MapSettings(
        maskBanner, other, bareNewline, authMechanisms, replyCodes, leastDataRate, observed);
  }

  MapSettings onlyObserved() {
    return new MapSettings(
        maskBanner, tls, bareNewline, authMechanisms, replyCodes, leastDataRate, true);
  }
}
