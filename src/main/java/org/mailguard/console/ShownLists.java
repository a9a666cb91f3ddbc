package org.mailguard.console;

import java.util.List;
import org.mailguard.config.ListedAccess;
import org.mailguard.console.LiveGuard.Flows;

/**
 * {@code show access-list} in the layout of the ASA since 8.x, and {@code show conduit} in that of
 * the PIX.
 *
 * <p>The number behind a line is the hash of its text, and that behind a list's head of its name;
 * the same number stands in messages 106023 and 106100. Members of groups are not shown on lines of
 * their own: hits are counted by line.
 */
final class ShownLists {
  private ShownLists() {}

  static String cache(Flows flows) {
    return """
    access-list cached ACL log flows: total %d, denied %d (deny-flow-max %d)
                alert-interval %d
    """
        .formatted(flows.all(), flows.denied(), flows.mostDenied(), flows.alertInterval());
  }

  static String list(ListedAccess list) {
    String head = (list.v6() ? "ipv6 " : "") + "access-list " + list.name();
    StringBuilder out = new StringBuilder();
    out.append(
        "%s; %d elements; name hash: 0x%x\n"
            .formatted(head, list.elements(), list.name().hashCode()));
    for (ListedAccess.Line line : list.lines()) {
      out.append(head).append(" line ").append(line.number()).append(' ').append(line.text());
      if (!line.remark()) {
        out.append(
            " (hitcnt=%d) %s0x%08x"
                .formatted(line.hits(), line.inactive() ? "(inactive) " : "", line.hash()));
      }
      out.append('\n');
    }
    return ShownLines.printable(out.toString());
  }

  static String conduits(List<ListedAccess.Line> lines) {
    StringBuilder out = new StringBuilder();
    lines.forEach(
        line -> out.append(line.text()).append(" (hitcnt=").append(line.hits()).append(") \n"));
    return ShownLines.printable(out.toString());
  }
}
