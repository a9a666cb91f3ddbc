package org.mailguard.policy;

/**
 * Bounds on what is remembered for message 106100.
 *
 * @param denied flows that are counted at once, {@code access-list deny-flow-max}
 * @param alertInterval seconds between two messages that there are more, {@code access-list
 *     alert-interval}
 */
public record FlowLimits(int denied, int alertInterval) {
  public static final FlowLimits DEFAULT = new FlowLimits(4096, 300);
}
