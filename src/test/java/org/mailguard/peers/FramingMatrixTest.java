package org.mailguard.peers;

import org.mailguard.policy.Policy;

/** A guard with inspection off lies between. */
class FramingMatrixTest extends PeerMatrixTest {
  FramingMatrixTest() {
    super(new GuardPath(Policy.FRAMING_ONLY));
  }
}
