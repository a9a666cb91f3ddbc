package org.mailguard.config;

import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Appearance;
import org.mailguard.policy.Appearance.Suppression;
import org.mailguard.policy.Laboratory;
import org.mailguard.policy.Ports;
import org.mailguard.policy.Release;

/** Which policy holds for which port. */
sealed interface InspectionSetting extends Setting {

  /**
   * {@code fixup protocol smtp} and its {@code no}.
   *
   * @param ports that clients connect to
   * @param release null for the guard's own appearance
   */
  record Fixup(Ports.Range ports, boolean on, @Nullable OldRelease release)
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
  record ClassRelease(OldRelease release) implements InspectionSetting {}

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

  /** {@code laboratory defect}: a fault of the class's release. */
  record ClassDefect(Laboratory.Defect defect) implements InspectionSetting {}

  /** {@code laboratory firewall}: another make, in place of the guard. */
  record ClassFirewall(Laboratory.Firewall firewall) implements InspectionSetting {}

  /**
   * An old Mailguard.
   *
   * @param others what becomes of commands that it does not let pass, or null for what it did
   * @param strictGreeting the blank behind 220 is masked too, as the article prints it
   */
  record OldRelease(Release release, @Nullable Suppression others, boolean strictGreeting) {
    /** As it looks. */
    Appearance appearance() {
      Appearance own = release.appearance();
      if (others != null) {
        own = own.withSuppression(others);
      }
      return strictGreeting ? own.withGreeting(Appearance.Greeting.STARRED_WITH_BLANK) : own;
    }
  }
}
