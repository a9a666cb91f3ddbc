package org.mailguard.proxy;

import org.mailguard.policy.Policy;

/**
 * What passed under one policy.
 *
 * @param reads of the network, from both sides: what the device calls packets
 */
public record PolicyTraffic(long sessions, long reads) {

  /**
   * A policy, over changes of the configuration.
   *
   * @param trafficClass the class-map, or empty
   * @param policy its name, which is that of its map or release
   */
  public record Key(String trafficClass, String policy) {
    static Key of(Policy policy) {
      return new Key(policy.trafficClass(), policy.name());
    }
  }

  PolicyTraffic plus(PolicyTraffic other) {
    return new PolicyTraffic(sessions + other.sessions, reads + other.reads);
  }
}
