package org.mailguard.peers;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.ConfigResult;
import org.mailguard.config.Configuration;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Laboratory.Defect;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Release;

/** A column of the matrix of symptoms: one of the old releases, or the guard as it comes. */
enum SymptomProfile {
  P40(Release.P40),
  P42(Release.P42),
  P44(Release.P44),
  P51(Release.P51),
  P70(Release.P70),
  A72(Release.A72),
  A94(Release.A94),
  /** {@code mailguard_default}. */
  DEFAULT(null);

  /** How the guide tells an administrator to name the servers of his own organisation. */
  private static final String PEERS =
      """
      static (inside,outside) tcp interface smtp 10.0.0.5 smtp
      access-list mail permit tcp any interface outside eq smtp
      access-group mail in interface outside
      access-list exchange permit tcp any any eq smtp
      class-map exchange
       match access-list exchange
      policy-map type inspect esmtp exchange_peers
       match cmd verb x-exps x-link2state xexch50 x-anonymoustls
        allow
      policy-map global_policy
       class exchange
        inspect esmtp exchange_peers
      service-policy global_policy global
      """;

  private final @Nullable Release release;

  SymptomProfile(@Nullable Release release) {
    this.release = release;
  }

  /** The heading of its column. */
  String title() {
    return release == null ? "default" : release.word();
  }

  boolean isDefault() {
    return release == null;
  }

  /**
   * A path with it in between.
   *
   * @param wanted defects that matter; those which the release had are switched on
   */
  MailPath path(Set<Defect> wanted) {
    if (release == null) {
      return new GuardPath(Policy.MAILGUARD_DEFAULT);
    }
    Set<Defect> defects = EnumSet.noneOf(Defect.class);
    defects.addAll(wanted);
    defects.retainAll(Defect.of(release));
    return new GuardPath(Configuration.release(release).in(new Laboratory(defects, null)));
  }

  /** The same for a server of the same organisation, whom the default has to be told of. */
  MailPath pathOfPeer() {
    return release == null ? new GuardPath(ofPeers()) : path(Set.of());
  }

  private static Policy ofPeers() {
    return switch (ConfigParser.parse("peers", PEERS)) {
      case ConfigResult.Accepted(Configuration configuration) ->
          configuration.publications().getFirst().policies().choices().getFirst().policy();
      case ConfigResult.Refused(_, var problems, _) ->
          throw new AssertionError(problems.toString());
    };
  }
}
