package org.mailguard.peers;

import org.mailguard.policy.Policy;

/**
 * The guard with its default policy lies between: everything is parsed and printed again, and no
 * octet differs.
 */
class GuardMatrixTest extends PeerMatrixTest {
  GuardMatrixTest() {
    super(new GuardPath(Policy.MAILGUARD_DEFAULT));
  }
}
