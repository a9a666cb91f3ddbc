package org.mailguard.doctor.read.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailguard.doctor.Printable;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.dialogue.Side;
import org.mailguard.doctor.read.scene.Scene.Said;
import org.mailguard.doctor.read.sides.Difference;

/**
 * Finds for a line of a conversation what became of it on the other side of a box. A place holds
 * several lines where one packet does, so the text decides among them.
 */
final class Changes {
  /** Where something was left out of a long line. */
  private static final Pattern CUT = Pattern.compile("^\\.{3} ?|\\.{3}( ?\\([^)]*\\))?$");

  /** What stands at a place. */
  private record Change(boolean toServer, String here, String there, String remark) {}

  private final Map<String, List<Change>> places = new HashMap<>();

  Changes(List<Difference> differences) {
    for (Difference each : differences) {
      boolean both = !each.before().isEmpty() && !each.after().isEmpty();
      boolean other = both && !each.before().equals(each.after());
      String remark = each.kind().word() + (other ? "; on the other side" : "");
      add(each.where().in(), new Change(each.toServer(), each.before(), each.after(), remark));
      add(each.where().out(), new Change(each.toServer(), each.after(), each.before(), remark));
    }
  }

  private void add(String where, Change change) {
    if (!where.isEmpty()) {
      places.computeIfAbsent(where, _ -> new ArrayList<>()).add(change);
    }
  }

  Said of(Line line, String shown) {
    for (Change each : places.getOrDefault(line.where(), List.of())) {
      if (each.toServer() == (line.side() == Side.CLIENT) && isOf(each, line, shown)) {
        return new Said(each.here(), each.there(), each.remark());
      }
    }
    return Said.of(shown);
  }

  /** Of a long line a difference shows a part only; it is all that is compared then. */
  private static boolean isOf(Change change, Line line, String shown) {
    if (change.here().equals(shown)) {
      return true;
    }
    String whole = Printable.of(line.octets());
    String part = CUT.matcher(change.here()).replaceAll("");
    boolean cut = part.length() < change.here().length() || part.endsWith("\\n");
    return (cut && !part.isEmpty()) ? whole.contains(part) : Printable.of(line.text()).equals(part);
  }
}
