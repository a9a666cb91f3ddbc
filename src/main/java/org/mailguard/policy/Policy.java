package org.mailguard.policy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailguard.inspect.Finding;
import org.mailguard.smtp.Command;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Verb;

/**
 * What holds for the sessions of one published port. Immutable; a session keeps the one it began
 * with.
 *
 * @param name of the map, as shown in logs: {@code mailguard_default}
 * @param hostname the guard's own name for its greeting, or null to keep the server's
 * @param verbs that pass unless a rule says otherwise; all others are refused. Only looked at with
 *     {@link Inspection#FULL}
 * @param map rules on top of that
 * @param trafficClass the class-map whose clients it is for, or empty
 * @param laboratory what stands in place of the guard's session; nothing but in a laboratory
 */
public record Policy(
    String name,
    Inspection inspection,
    Appearance appearance,
    @Nullable Octets hostname,
    Set<Verb> verbs,
    Limits limits,
    Timeouts timeouts,
    EsmtpMap map,
    String trafficClass,
    Laboratory laboratory) {

  public Policy {
    verbs = Set.copyOf(verbs);
  }

  /** Without rules, for everybody. */
  public Policy(
      String name,
      Inspection inspection,
      Appearance appearance,
      @Nullable Octets hostname,
      Set<Verb> verbs,
      Limits limits,
      Timeouts timeouts) {
    this(
        name,
        inspection,
        appearance,
        hostname,
        verbs,
        limits,
        timeouts,
        EsmtpMap.EMPTY,
        "",
        Laboratory.NONE);
  }

  public Policy withHostname(@Nullable Octets own) {
    return new Policy(
        name, inspection, appearance, own, verbs, limits, timeouts, map, trafficClass, laboratory);
  }

  public Policy withBounds(Limits bounds, Timeouts times) {
    return new Policy(
        name,
        inspection,
        appearance,
        hostname,
        verbs,
        bounds,
        times,
        map,
        trafficClass,
        laboratory);
  }

  /** With the rules of a map, whose name it takes unless it is a release's. */
  public Policy withMap(EsmtpMap rules) {
    return new Policy(
        appearance.editsInPlace() ? name : rules.name(),
        inspection,
        rules.settings().maskBanner()
            ? appearance
            : appearance.withGreeting(Appearance.Greeting.UNTOUCHED),
        hostname,
        verbs,
        limits,
        timeouts,
        rules,
        trafficClass,
        laboratory);
  }

  /** With a map that only observes; old releases and bare framing have none and stay. */
  public Policy observed() {
    if (!speaksForItself()) {
      return this;
    }
    return new Policy(
        name,
        inspection,
        appearance,
        hostname,
        verbs,
        limits,
        timeouts,
        map.observed(),
        trafficClass,
        laboratory);
  }

  /** With something of a laboratory in place of the guard's session. */
  public Policy in(Laboratory other) {
    return new Policy(
        name, inspection, appearance, hostname, verbs, limits, timeouts, map, trafficClass, other);
  }

  /** For the clients of a class-map. */
  public Policy forClass(String classMap) {
    return new Policy(
        name, inspection, appearance, hostname, verbs, limits, timeouts, map, classMap, laboratory);
  }

  /** The minimum set of RFC 821 section 4.5.1, which all old releases passed. */
  public static final Set<Verb> SEVEN =
      Set.of(Verb.HELO, Verb.MAIL, Verb.RCPT, Verb.DATA, Verb.RSET, Verb.NOOP, Verb.QUIT);

  /** What honest clients of today use. */
  public static final Set<Verb> STANDARD =
      Set.copyOf(
          EnumSet.range(Verb.HELO, Verb.AUTH).stream().filter(verb -> verb != Verb.EXPN).toList());

  /** {@code mailguard_default}. */
  public static final Policy MAILGUARD_DEFAULT =
      new Policy(
              "mailguard_default",
              Inspection.FULL,
              Appearance.HONEST,
              null,
              STANDARD,
              Limits.DEFAULT,
              Timeouts.DEFAULT)
          .withMap(EsmtpMap.MAILGUARD_DEFAULT);

  /** Inspection off: relays, and checks the framing. */
  public static final Policy FRAMING_ONLY =
      new Policy(
          "no inspect",
          Inspection.FRAMING,
          Appearance.HONEST.withGreeting(Appearance.Greeting.UNTOUCHED),
          null,
          Set.of(),
          Limits.DEFAULT,
          Timeouts.DEFAULT);

  /** True if the commands and replies of a session are parsed, judged and printed again. */
  public boolean speaksForItself() {
    return inspection == Inspection.FULL && !appearance.editsInPlace();
  }

  /**
   * Judges the verb of a command by itself.
   *
   * @param allowed true if a rule lets the verb pass, so that {@link #verbs} is not asked
   */
  public Verdict judgeVerb(Command command, Set<Finding> findings, boolean allowed) {
    Verdict verdict = CommandRules.verb(this, command, findings);
    return verdict instanceof Verdict.Refuse && allowed && CommandRules.isFollowed(command)
        ? Verdict.Allow.ALLOW
        : verdict;
  }

  /**
   * Judges the rest of a command by itself.
   *
   * @param offered the extensions that stood in the EHLO reply which the client got
   */
  public Verdict judgeExtensions(Command command, Predicate<Extension> offered) {
    return CommandRules.extensions(this, command, offered);
  }

  /** Judges the form of the address of a command. */
  public Verdict judgeAddress(Set<Finding> findings) {
    return CommandRules.address(this, findings);
  }

  /** True unless a line {@code auth-mechanisms} leaves the mechanism out. */
  public boolean passesMechanism(Octets mechanism) {
    Set<String> allowed = map.settings().authMechanisms();
    return allowed.isEmpty() || allowed.contains(mechanism.toUpperCase().toString());
  }

  /** True if a server's mechanism may stand in the EHLO reply. */
  public boolean advertisesMechanism(Octets mechanism) {
    return map.settings().observed() || passesMechanism(mechanism);
  }

  /** True if a keyword that no server offered may be put into the EHLO reply. */
  public boolean mayAdd(Extension extension) {
    Action action = map.actionOn(extension);
    return passes(extension) && (action == null || action instanceof Action.Allow);
  }

  /** The line {@code auth-mechanisms} of the map, as it is written. */
  public String mechanisms() {
    return "auth-mechanisms "
        + String.join(" ", new TreeSet<>(map.settings().authMechanisms())).toLowerCase(Locale.ROOT);
  }

  /**
   * True if a command that {@link #judgeVerb} or {@link #judgeAddress} refuses passes nevertheless,
   * and is recorded: the map only observes.
   */
  public boolean onlyObserves(Command command) {
    return map.settings().observed() && CommandRules.isObservable(command);
  }

  /**
   * True if an extension that the server offers may stand in the EHLO reply: implemented, and its
   * verb is allowed.
   */
  public boolean passes(Extension extension) {
    return switch (extension) {
      case SIZE,
          ENHANCEDSTATUSCODES,
          PIPELINING,
          DSN,
          EIGHTBITMIME,
          SMTPUTF8,
          DELIVERBY,
          FUTURERELEASE,
          MT_PRIORITY,
          RRVS,
          REQUIRETLS,
          LIMITS ->
          true;
      case CHUNKING, BINARYMIME -> admits(Verb.BDAT) && !map.editsContent();
      case STARTTLS -> admits(Verb.STARTTLS) && !hidesTls();
      case AUTH -> admits(Verb.AUTH);
      case ETRN -> admits(Verb.ETRN);
      case HELP -> admits(Verb.HELP);
      case VRFY -> admits(Verb.VRFY);
      case EXPN -> admits(Verb.EXPN);
      case X_LINK2STATE -> admits(Verb.X_LINK2STATE);
      case X_EXPS -> admits(Verb.X_EXPS);
      case XEXCH50 -> admits(Verb.XEXCH50);
      case X_ANONYMOUSTLS -> admits(Verb.X_ANONYMOUSTLS) && !hidesTls();
      case XCLIENT -> admits(Verb.XCLIENT);
      case XFORWARD -> admits(Verb.XFORWARD);
      case ONEX -> admits(Verb.ONEX);
      case TURN, VERB, PRDR, PIPECONNECT, X_PIPE_CONNECT -> false;
    };
  }

  private boolean admits(Verb verb) {
    Action action = map.actionOn(verb);
    if (action != null) {
      return action instanceof Action.Allow;
    }
    return verbs.contains(verb) || (map.settings().observed() && CommandRules.isObservable(verb));
  }

  /** True for {@code no allow-tls} that is enforced. */
  public boolean hidesTls() {
    return map.settings().tls() == MapSettings.Tls.HIDE && !map.settings().observed();
  }
}
