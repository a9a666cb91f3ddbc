package org.mailguard.doctor.read;

import java.util.List;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.Judgement;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.sides.Difference;

/**
 * What came of all inputs.
 *
 * @param inputs what each was
 * @param findings in the order of the catalogue
 * @param sides what is different between two records of the same conversations, if there are two
 * @param notes sentences about what could not be read
 * @param guard what Mailguard did by its own log, {@code 3 refused}; empty if there is none
 * @param scenes conversations to be drawn, {@link Scene#MOST} at most; those with evidence first
 */
public record Examined(
    Verdict verdict,
    List<Input> inputs,
    List<Finding> findings,
    List<Difference> sides,
    List<String> notes,
    String guard,
    List<Scene> scenes) {
  public Examined {
    inputs = List.copyOf(inputs);
    findings = List.copyOf(findings);
    sides = List.copyOf(sides);
    notes = List.copyOf(notes);
    scenes = List.copyOf(scenes);
  }

  /**
   * One input.
   *
   * @param form one of {@code capture}, {@code transcript}, {@code log}, {@code bounce}, {@code
   *     text}, {@code unreadable}
   * @param what for people
   * @param conversations their names
   */
  public record Input(String name, String form, String what, List<String> conversations) {
    public Input {
      conversations = List.copyOf(conversations);
    }
  }

  /** The findings that somebody is to be blamed for. */
  public List<Finding> guilty() {
    return Judgement.guilty(findings);
  }
}
