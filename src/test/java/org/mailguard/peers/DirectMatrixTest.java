package org.mailguard.peers;

/** Nothing lies between: what fails here is not the guard's fault. */
class DirectMatrixTest extends PeerMatrixTest {
  DirectMatrixTest() {
    super(MailPath.direct());
  }
}
