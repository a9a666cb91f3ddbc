package org.mailguard.doctor;

import java.util.List;

/**
 * What to change, and where.
 *
 * @param id stable, as in the catalogue: {@code asa-soft-map}
 * @param box whose: {@code Cisco ASA}, {@code the sender's Postfix}
 * @param release the versions that have these lines, or empty
 * @param step 1 is the gentlest of those for one box; reports show them in this order
 * @param does one sentence
 * @param lines to type, in order; empty where there is nothing to type
 * @param cost what is lost by it in security, or {@code none}
 * @param checked true if the lines were typed on such a box and did what they should
 */
public record Remedy(
    String id,
    String box,
    String release,
    int step,
    String does,
    List<String> lines,
    String cost,
    boolean checked) {
  public Remedy {
    lines = List.copyOf(lines);
    if (step < 1 || step > 9) {
      throw new IllegalArgumentException("step " + step + ", 1 to 9 are allowed");
    }
  }
}
