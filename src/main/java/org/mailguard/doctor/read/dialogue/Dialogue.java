package org.mailguard.doctor.read.dialogue;

import java.util.List;
import org.mailguard.doctor.Observation;

/**
 * What two sides said, as it was recorded.
 *
 * @param name for people: the file, and the endpoints where they are known
 * @param lines in the order in which they were said
 * @param ending how it ended
 * @param lastTime of anything that was seen of it, an acknowledgement too; {@link Line#NO_TIME}
 * @param network what was seen below the lines, such as retransmissions
 */
public record Dialogue(
    String name, List<Line> lines, Ending ending, long lastTime, List<Observation> network) {
  public Dialogue {
    lines = List.copyOf(lines);
    network = List.copyOf(network);
  }

  /** How it ended. */
  public enum Ending {
    /** It was not recorded. */
    UNKNOWN("the record ends"),
    CLOSED("the connection was closed"),
    CLIENT_RESET("the client's end reset the connection"),
    SERVER_RESET("the server's end reset the connection");

    private final String text;

    Ending(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
