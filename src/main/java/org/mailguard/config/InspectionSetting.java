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
    /** False if no connection to {@code port} can be meant; what a list says is not looked at. */
    boolean covers(int port);

    /** {@code match any}. */
    record All() implements Match {
      @Override
      public boolean covers(int port) {
        return true;
      }
    }

    /** {@code match default-inspection-traffic}: of mail that is port 25. */
    record Default() implements Match {
      @Override
      public boolean covers(int port) {
        return port == PortNames.SMTP;
      }
    }

    /** {@code match port tcp}. */
    record Port(Ports.Range ports) implements Match {
      @Override
      public boolean covers(int port) {
        return ports.contains(port);
      }
    }

    /** {@code match access-list}. */
    record ByList(String list) implements Match {
      @Override
      public boolean covers(int port) {
        return true;
      }
    }

    /** Something that is never mail here, as written. */
    record Other(String what) implements Match {
      @Override
      public boolean covers(int port) {
        return false;
      }
    }
  }

  record PolicyMap(String name) implements InspectionSetting {}

  /** {@code class} inside a policy-map. */
  record PolicyClass(String classMap) implements InspectionSetting {}

  /**
   * {@code inspect esmtp} and its {@code no}.
   *
   * @param map empty for the usual one
   */
  record Inspect(boolean on, String map) implements InspectionSetting {}

  /** {@code release} inside a class: inspection is on and looks like an old one. */
  record ClassRelease(Release release) implements InspectionSetting {}

  /**
   * {@code service-policy}.
   *
   * @param name of an interface, or empty for {@code global}
   */
  record ServicePolicy(String policyMap, String name) implements InspectionSetting {
    boolean global() {
      return name.isEmpty();
    }
  }

  /**
   * An old Mailguard.
   *
   * @param strictGreeting the blank behind 220 is masked too, as the article prints it
   */
  record Release(String name, boolean strictGreeting) {}
}
