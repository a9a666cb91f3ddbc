package org.mailguard.doctor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mailguard.doctor.Evidence;
import org.mailguard.doctor.Finding;
import org.mailguard.doctor.read.dialogue.Conversation;
import org.mailguard.doctor.read.dialogue.Line;
import org.mailguard.doctor.read.scene.Scene;
import org.mailguard.doctor.read.scene.Scenes;
import org.mailguard.doctor.read.sides.Difference;

/** Chooses the conversations that are drawn: of too many those in which something was seen. */
final class Drawn {
  private final TreeSet<String> places = new TreeSet<>();
  private final List<Difference> differences;

  Drawn(List<Finding> findings, List<Difference> differences) {
    this.differences = differences;
    findings.stream()
        .flatMap(finding -> finding.evidence().stream())
        .map(Evidence::where)
        .forEach(places::add);
    differences.forEach(each -> {
      places.add(each.where().in());
      places.add(each.where().out());
    });
  }

  /** In their order, {@link Scene#MOST} at most. */
  List<Scene> of(List<Conversation> conversations, List<Scene> sessions) {
    List<Conversation> chosen = new ArrayList<>();
    for (boolean telling : new boolean[] {true, false}) {
      for (Conversation each : conversations) {
        if (chosen.size() < Scene.MOST && isTelling(each) == telling) {
          chosen.add(each);
        }
      }
    }
    List<Scene> scenes = new ArrayList<>();
    for (Conversation each : conversations) {
      if (chosen.contains(each)) {
        scenes.add(Scenes.of(each, differences));
      }
    }
    sessions.stream().limit(Scene.MOST - scenes.size()).forEach(scenes::add);
    return scenes;
  }

  private boolean isTelling(Conversation conversation) {
    return conversation.dialogue().lines().stream().map(Line::where).anyMatch(this::isPlace);
  }

  /** Evidence has more words behind the place: {@code mail.log:17, reply to EHLO}. */
  private boolean isPlace(String where) {
    String next = places.ceiling(where);
    String named = places.ceiling(where + ",");
    return where.equals(next) || (named != null && named.startsWith(where + ","));
  }
}
