package org.mailguard.config;

import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Ports;

/** Which policy holds for which port. */
sealed interface InspectionSetting extends Setting {

  /**
   * {@code fixup protocol smtp} and its {@code no}.
   *
   * @param ports that clients connect to
   * @param release null for the guard's own appearance
   */
  record Fixup(Ports.Range ports, boolean on, @Nullable Release release)
      implements InspectionSetting {}

  record ClassMap(String name) implements InspectionSetting {}

  /** The line inside a class-map. */
  sealed interface Match extends InspectionSetting {
    boolean covers(int port);
  }

  /**
   * {@code match any}, {@code match default-inspection-traffic}: here both mean each port that is
   * published.
   */
  record MatchAll(boolean defaultTraffic) implements Match {
    @Override
    public boolean covers(int port) {
      return true;
    }
  }

  record MatchPort(Ports.Range ports) implements Match {
    @Override
    public boolean covers(int port) {
      return ports.contains(port);
    }
  }

  record PolicyMap(String name) implements InspectionSetting {}

  /** {@code class} inside a policy-map. */
  record PolicyClass(String classMap) implements InspectionSetting {}

  /** {@code inspect esmtp} and its {@code no}. */
  record Inspect(boolean on) implements InspectionSetting {}

  /** {@code release} inside a class: inspection is on and looks like an old one. */
  record ClassRelease(Release release) implements InspectionSetting {}

  /** {@code service-policy}. */
  record ServicePolicy(String policyMap, boolean global) implements InspectionSetting {}

  /**
   * An old Mailguard.
   *
   * @param strictGreeting the blank behind 220 is masked too, as the article prints it
   */
  record Release(String name, boolean strictGreeting) {}
}
