package org.mailguard.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailguard.config.AccessSetting.PortSpec;
import org.mailguard.config.AccessSetting.Protocol;
import org.mailguard.config.AccessSetting.Rule;
import org.mailguard.config.AccessSetting.Spec;
import org.mailguard.config.AddressSetting.Conduit;
import org.mailguard.config.Candidate.Branch;
import org.mailguard.config.Candidate.Found;
import org.mailguard.config.Candidate.Node;
import org.mailguard.config.Names.GroupType;
import org.mailguard.config.ObjectSetting.Group;
import org.mailguard.config.ObjectSetting.Member;

/**
 * Sees to it that what is written can be read again: a line that names an object-group is read with
 * the group in hand, so the group must be there and stand above it, whether the line is in use or
 * not.
 */
final class GroupReferences {
  private final Map<String, Found<Group>> groups = new HashMap<>();
  private final Set<String> walked = new HashSet<>();
  private final Problems problems;

  private GroupReferences(Branch root, Problems problems) {
    this.problems = problems;
    root.all(Group.class).forEach(group -> groups.put(group.setting().name(), group));
  }

  /** Reports groups that lines name and that were taken away, or became of another type. */
  static void check(Branch root, Problems problems) {
    GroupReferences references = new GroupReferences(root, problems);
    for (Found<Rule> line : root.all(Rule.class)) {
      Rule rule = line.setting();
      references.check(rule.protocol(), line.where());
      references.check(rule.source(), rule.sourcePorts(), line.where());
      references.check(rule.destination(), rule.destinationPorts(), line.where());
    }
    for (Found<Conduit> line : root.all(Conduit.class)) {
      Conduit conduit = line.setting();
      references.check(conduit.global(), conduit.globalPorts(), line.where());
      references.check(conduit.foreign(), conduit.foreignPorts(), line.where());
    }
    for (Found<Group> group : root.all(Group.class)) {
      for (Found<Member.OfGroup> inner : group.node().all(Member.OfGroup.class)) {
        references.require(inner.setting().name(), Set.of(group.setting().type()), inner.where());
      }
      references.walk(group, new HashSet<>());
    }
  }

  /** No order of groups that contain themselves could be read. */
  private void walk(Found<Group> group, Set<String> open) {
    String name = group.setting().name();
    if (open.size() > Objects.MOST_NESTED || !walked.add(name)) {
      return;
    }
    open.add(name);
    for (Found<Member.OfGroup> member : group.node().all(Member.OfGroup.class)) {
      String inner = member.setting().name();
      Found<Group> other = groups.get(inner);
      if (open.contains(inner)) {
        problems.add(contains(inner, member.where()));
      } else if (other != null) {
        walk(other, open);
      }
    }
    open.remove(name);
  }

  /** A group leads back to itself. */
  static Problem contains(String group, Location where) {
    return where
        .ofWord(group)
        .error("object-group " + group + " contains itself", "a group without it", "");
  }

  private void check(Protocol protocol, Location where) {
    if (protocol instanceof Protocol.ByGroup(String name)) {
      require(name, Set.of(GroupType.PROTOCOL, GroupType.SERVICE), where);
    }
  }

  private void check(Spec addresses, PortSpec ports, Location where) {
    if (addresses instanceof Spec.OfGroup(String name)) {
      require(name, Set.of(GroupType.NETWORK), where);
    }
    if (ports instanceof PortSpec.OfGroup(String name)) {
      require(name, Set.of(GroupType.SERVICE), where);
    }
  }

  private void require(String name, Set<GroupType> types, Location where) {
    Found<Group> group = groups.get(name);
    if (group == null && !problems.isDoubtful(name)) {
      problems.add(
          Expectation.missing(
              "object-group", name, "object-group " + words(types) + name, groups.keySet(), where));
    } else if (group != null && !types.contains(group.setting().type())) {
      problems.add(
          where
              .ofWord(name)
              .error(
                  "object-group " + name + " is one of type " + group.setting().type().word(),
                  "one that begins object-group " + words(types) + "NAME",
                  ""));
    }
  }

  /** With a blank behind them. */
  private static String words(Set<GroupType> types) {
    return types.stream().sorted().map(GroupType::word).collect(Collectors.joining(" or ")) + " ";
  }

  /** The same lines, with each group above those that have it in them: it may be younger. */
  static List<Node> arranged(List<Node> lines) {
    Map<String, Node> groups = new HashMap<>();
    for (Node line : lines) {
      if (line.setting() instanceof Group group) {
        groups.put(group.name(), line);
      }
    }
    List<Node> arranged = new ArrayList<>();
    Set<Node> placed = new HashSet<>();
    for (Node line : lines) {
      if (line.setting() instanceof Group) {
        place(line, groups, placed, arranged, 0);
      }
    }
    Iterator<Node> next = arranged.iterator();
    return lines.stream()
        .map(line -> line.setting() instanceof Group ? next.next() : line)
        .toList();
  }

  private static void place(
      Node group, Map<String, Node> groups, Set<Node> placed, List<Node> arranged, int depth) {
    if (depth > Objects.MOST_NESTED || !placed.add(group)) {
      return;
    }
    for (Found<Member.OfGroup> member : group.all(Member.OfGroup.class)) {
      Node inner = groups.get(member.setting().name());
      if (inner != null) {
        place(inner, groups, placed, arranged, depth + 1);
      }
    }
    arranged.add(group);
  }
}
