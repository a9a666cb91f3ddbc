package org.mailguard.config;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names stand for, as far as the lines read so far say: the labels of {@code name} lines, and
 * of which type each object-group is.
 *
 * <p>A line is read with these in hand, as on the device: {@code permit tcp any object-group A
 * object-group B} means addresses and then ports, or ports and then addresses, and only the types
 * of A and B say which. So a group must be defined before it is used.
 *
 * <p>Labels are for reading and writing alone: a setting holds the address, and the writer prints
 * the label that the address has, again as on the device.
 */
final class Names {
  private final Map<String, InetAddress> labels = new HashMap<>();
  private final Map<InetAddress, String> byAddress = new HashMap<>();
  private final Map<String, GroupType> groups = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> taken = new HashSet<>();
  private boolean labelsHold = true;

  /** Types of {@code object-group}. */
  enum GroupType {
    NETWORK("network"),
    SERVICE("service"),
    PROTOCOL("protocol"),
    ICMP_TYPE("icmp-type");

    private final String word;

    GroupType(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Nothing has a name yet. */
  static Names none() {
    return new Names();
  }

  /** Of a whole configuration, for writing it. */
  static Names of(List<Entry> entries) {
    Names names = new Names();
    entries.forEach(entry -> names.learn(entry.setting()));
    return names;
  }

  /** Takes note of what a line defines. */
  void learn(Setting setting) {
    if (setting instanceof AddressSetting.Label(InetAddress address, String label, _)) {
      InetAddress before = labels.put(label, address);
      if (before != null) {
        byAddress.remove(before, label);
      }
      byAddress.put(address, label);
    } else if (setting instanceof AddressSetting.LabelsHold(boolean on)) {
      labelsHold = on;
    } else if (setting instanceof ObjectSetting.Group group) {
      groups.put(group.name(), group.type());
    }
  }

  /** A line was taken away again. */
  void forget(Setting setting) {
    if (setting instanceof AddressSetting.Label(InetAddress address, String label, _)) {
      labels.remove(label);
      byAddress.remove(address, label);
    } else if (setting instanceof AddressSetting.LabelsHold) {
      labelsHold = true;
    } else if (setting instanceof ObjectSetting.Group group) {
      groups.remove(group.name());
    }
  }

  /** The address that a label stands for. */
  Optional<InetAddress> address(String label) {
    InetAddress address = labelsHold ? labels.get(label) : null;
    if (address != null) {
      asked.add(label);
    }
    return Optional.ofNullable(address);
  }

  /** {@code word} stands where a label could, and is a name of another kind. */
  void take(String word) {
    taken.add(word);
  }

  /** True if labels hold, and a line read the label as another name: it would not do so again. */
  boolean isTaken(String label) {
    return labelsHold && taken.contains(label);
  }

  /** True if a line used the label. */
  boolean isUsed(String label) {
    return asked.contains(label);
  }

  Optional<GroupType> group(String name) {
    return Optional.ofNullable(groups.get(name));
  }

  /** The groups of one type, for suggestions. */
  List<String> groups(GroupType type) {
    return groups.entrySet().stream()
        .filter(group -> group.getValue() == type)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The label if the address has one, else the address. */
  String print(InetAddress address) {
    String label = labelsHold ? byAddress.get(address) : null;
    return label == null ? AddressText.print(address) : label;
  }
}
