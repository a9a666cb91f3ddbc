package org.mailguard.peers;

import java.io.IOException;

/** Sender and server of one symptom, to be looked at with different boxes between them. */
@FunctionalInterface
interface SymptomScene {
  /** Sets the scene behind {@code profile}, and looks. */
  Sighting look(SymptomProfile profile) throws IOException, InterruptedException;
}
