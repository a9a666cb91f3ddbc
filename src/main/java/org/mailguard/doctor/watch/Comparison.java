package org.mailguard.doctor.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What changed between two runs of one target. */
final class Comparison {
  private final List<Change> changes = new ArrayList<>();

  private Comparison() {}

  /**
   * The verdict first, then findings, then addresses.
   *
   * @param before null if there was no run before
   * @param now with what {@code before} knew already in it, {@link State#after}
   */
  static List<Change> of(@Nullable State before, State now) {
    if (before == null) {
      return List.of(new Change.First(now.verdict()));
    }
    Comparison comparison = new Comparison();
    if (before.verdict() != now.verdict()) {
      comparison.changes.add(new Change.VerdictChanged(before.verdict(), now.verdict()));
    }
    comparison.findings(before.findings(), now.findings());
    comparison.addresses(before.byAddress(), now.byAddress());
    return List.copyOf(comparison.changes);
  }

  private void findings(SortedMap<String, String> before, SortedMap<String, String> now) {
    now.forEach((id, product) -> {
      if (!before.containsKey(id)) {
        changes.add(new Change.FindingCame(id, product));
      }
    });
    before.forEach((id, product) -> {
      if (!now.containsKey(id)) {
        changes.add(new Change.FindingWent(id, product));
      }
    });
  }

  private void addresses(Map<String, AddressState> before, Map<String, AddressState> now) {
    for (AddressState each : now.values()) {
      AddressState earlier = before.get(each.address());
      if (earlier == null) {
        changes.add(new Change.AddressCame(each.host(), each.address()));
      } else {
        address(earlier, each, now.size() > 1);
      }
    }
    for (AddressState each : before.values()) {
      if (!now.containsKey(each.address())) {
        changes.add(new Change.AddressWent(each.host(), each.address()));
      }
    }
  }

  /** The verdict of an only address is that of the target, and was said. */
  private void address(AddressState before, AddressState now, boolean oneOfSeveral) {
    if (oneOfSeveral && before.verdict() != now.verdict()) {
      changes.add(
          new Change.AddressVerdictChanged(
              now.host(), now.address(), before.verdict(), now.verdict()));
    }
    if (!before.certificate().equals(now.certificate())) {
      changes.add(
          new Change.CertificateChanged(
              now.address(), before.certificate(), now.certificate(), now.expires()));
    }
  }
}
