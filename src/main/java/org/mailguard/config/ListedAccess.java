package org.mailguard.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailguard.config.AccessSetting.ListLine;
import org.mailguard.config.AddressSetting.Conduit;
import org.mailguard.policy.AccessList;

/**
 * An access list as it is shown: its lines in order, with what they counted.
 *
 * @param name as in the configuration
 * @param v6 true for a list of {@code ipv6 access-list}
 */
public record ListedAccess(String name, boolean v6, List<Line> lines) {
  private static final Pattern LOG =
      Pattern.compile(
          " log(?! disable| default)(?: ([a-z]+))?(?: interval ([0-9]+))?"
              + "(?= time-range | inactive|$)");

  public ListedAccess {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param number from 1; remarks have one as well
   * @param text behind the list's name
   * @param hits how often it decided; 0 for one that nothing asks
   * @param hash of the line as it is configured, the same as in messages 106023 and 106100
   */
  public record Line(
      int number, String text, long hits, int hash, boolean remark, boolean inactive) {}

  /** How many lines are no remarks. */
  public long elements() {
    return lines.stream().filter(line -> !line.remark()).count();
  }

  /** All lists of {@code configuration}, in the order in which their first lines stand. */
  public static List<ListedAccess> of(Configuration configuration) {
    Map<String, List<Line>> lists = new LinkedHashMap<>();
    Map<String, Boolean> v6 = new HashMap<>();
    Hits hits = new Hits(configuration);
    Names names = Names.of(configuration.entries());
    for (Entry entry : configuration.entries()) {
      if (entry.setting() instanceof ListLine line) {
        String text = entry.statement().write(line, names);
        List<Line> lines = lists.computeIfAbsent(line.list(), _ -> new ArrayList<>());
        lines.add(line(lines.size() + 1, line, text, hits));
        v6.merge(line.list(), isV6(line), Boolean::logicalOr);
      }
    }
    List<ListedAccess> all = new ArrayList<>();
    lists.forEach(
        (name, lines) -> all.add(new ListedAccess(name, v6.getOrDefault(name, false), lines)));
    return all;
  }

  private static boolean isV6(ListLine line) {
    return switch (line) {
      case AccessSetting.Rule rule -> rule.v6();
      case AccessSetting.OtherRule rule -> rule.v6();
      case AccessSetting.Remark remark -> remark.v6();
    };
  }

  private static Line line(int number, ListLine line, String text, Hits hits) {
    boolean inactive = line instanceof AccessSetting.Rule rule && rule.tail().inactive();
    String head = "access-list " + line.list() + " ";
    String rest = text.substring(text.indexOf(head) + head.length());
    return new Line(
        number,
        logInFull(rest),
        inactive ? 0 : hits.take(line.list(), text),
        text.hashCode(),
        line instanceof AccessSetting.Remark,
        inactive);
  }

  /** Where the device shows a list, it shows level and interval of {@code log} as well. */
  private static String logInFull(String text) {
    Matcher log = LOG.matcher(text);
    return log.find()
        ? log.replaceFirst(
            " log "
                + (log.group(1) == null ? "informational" : log.group(1))
                + " interval "
                + (log.group(2) == null ? AccessSetting.Log.DEFAULT_INTERVAL : log.group(2)))
        : text;
  }

  /** The conduits of {@code configuration}, each line whole. */
  public static List<Line> conduits(Configuration configuration) {
    List<Line> lines = new ArrayList<>();
    Hits hits = new Hits(configuration);
    Names names = Names.of(configuration.entries());
    for (Entry entry : configuration.entries()) {
      if (entry.setting() instanceof Conduit
          || entry.setting() instanceof AddressSetting.OtherConduit) {
        String text = entry.statement().write(entry.setting(), names);
        lines.add(
            new Line(
                lines.size() + 1, text, hits.take("conduit", text), text.hashCode(), false, false));
      }
    }
    return lines;
  }

  /** Begins to count anew; false if there is no such list that counts. */
  public static boolean clear(Configuration configuration, String name) {
    boolean found = false;
    for (AccessList list : configuration.accessLists()) {
      if (list.name().equals(name)) {
        list.clearHits();
        found = true;
      }
    }
    return found;
  }

  /** The hits of lists in use; of lines that are the same, in their order. */
  private static final class Hits {
    private final Map<String, Map<String, Deque<Long>>> byList = new HashMap<>();

    Hits(Configuration configuration) {
      for (AccessList list : configuration.accessLists()) {
        Map<String, Deque<Long>> byLine = byList.computeIfAbsent(list.name(), _ -> new HashMap<>());
        for (int i = 0; i < list.entries().size(); i++) {
          byLine
              .computeIfAbsent(list.entries().get(i).line(), _ -> new ArrayDeque<>())
              .add(list.hits(i));
        }
      }
    }

    long take(String list, String line) {
      Deque<Long> left = byList.getOrDefault(list, Map.of()).get(line);
      Long hits = left == null ? null : left.poll();
      return hits == null ? 0 : hits;
    }
  }
}
