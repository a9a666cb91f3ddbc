package org.mailguard.proxy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.MessageId;
import org.mailguard.policy.Access.Decision;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.AccessEntry.Log;
import org.mailguard.policy.Connection;
import org.mailguard.policy.FlowLimits;
import org.mailguard.policy.Translation;

/**
 * What is written down about connections that were let in or not, in the device's layouts
 * (reference: cisco-mailguard 11.2).
 *
 * <p>A line with {@code log} is reported as message 106100: the first connection of a flow at once,
 * the others as a number when the interval of the line is over. On the device a flow includes the
 * client's port, and each connection of TCP is a flow of its own; here it does not, so that the
 * interval bounds what a busy client can write into the log.
 *
 * <p>Flows are bounded: of the denied ones so many as {@code access-list deny-flow-max} says, and
 * of the permitted ones {@link #MOST_PERMITTED}. What is beyond is not remembered; message 106101
 * says so once in each alert interval.
 *
 * <p>Thread-safe. Times are seconds of {@link System#nanoTime}, given by the caller.
 */
final class AccessLog {
  static final int MOST_PERMITTED = 65_536;

  private final EventLog log;
  private final Map<Flow, Counted> flows = new HashMap<>();
  private FlowLimits limits = FlowLimits.DEFAULT;
  private int denied;
  private long alerted = Long.MIN_VALUE;

  /** By the line and not the entry, whose groups may have thousands of members to compare. */
  private record Flow(String list, String line, InetAddress client, InetAddress to, int port) {}

  /** Since {@code began}, {@code hits} connections that were not written down yet. */
  private static final class Counted {
    private final long until;
    private final boolean permit;
    private final Log.Flows how;
    private final String text;
    private long hits;

    Counted(long until, boolean permit, Log.Flows how, String text) {
      this.until = until;
      this.permit = permit;
      this.how = how;
      this.text = text;
    }
  }

  AccessLog(EventLog log) {
    this.log = log;
  }

  /** The clock of this class. */
  static long second() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
  }

  synchronized Guard.Flows flows() {
    return new Guard.Flows(flows.size(), denied);
  }

  synchronized void change(FlowLimits next) {
    limits = next;
  }

  /** {@code connection} has the addresses that the lists name. */
  void decided(Decision decision, Connection connection, Translation where, long second) {
    switch (decision) {
      case Decision.Permitted(String list, AccessEntry entry, _) -> {
        if (entry != null && entry.log() instanceof Log.Flows flows) {
          flow(list, entry, flows, connection, where, second);
        }
      }
      case Decision.Denied(String list, AccessEntry entry, _) -> {
        if (entry == null) {
          denied(list, "implicit deny", 0, connection, where);
        } else {
          switch (entry.log()) {
            case Log.Nothing() -> {}
            case Log.Denials() ->
                denied(list, entry.line(), entry.line().hashCode(), connection, where);
            case Log.Flows flows -> flow(list, entry, flows, connection, where, second);
          }
        }
      }
      case Decision.NothingPermits(String why) ->
          log.log(
              event(
                  MessageId.ACCESS_DENIED_BY_DEFAULT,
                  connection,
                  why,
                  "Inbound TCP connection denied from %s to %s flags SYN on interface %s"
                      .formatted(
                          client(connection), destination(connection), where.clientInterface())));
    }
  }

  private void denied(
      String list, String rule, int hash, Connection connection, Translation where) {
    log.log(
        event(
            MessageId.ACCESS_DENIED,
            connection,
            list + ": " + rule,
            "Deny tcp src %s:%s dst %s:%s by access-group \"%s\" [0x%x, 0x0]"
                .formatted(
                    where.clientInterface(),
                    client(connection),
                    where.serverInterface(),
                    destination(connection),
                    list,
                    hash)));
  }

  private static Event event(MessageId id, Connection connection, String rule, String detail) {
    return new Event(id, 0, client(connection), rule, detail, "", "");
  }

  private static String client(Connection connection) {
    return SessionLog.text(connection.client(), connection.clientPort());
  }

  private static String destination(Connection connection) {
    return SessionLog.text(connection.destination(), connection.destinationPort());
  }

  // ---- 106100

  private synchronized void flow(
      String list,
      AccessEntry entry,
      Log.Flows how,
      Connection connection,
      Translation where,
      long second) {
    Flow flow =
        new Flow(
            list,
            entry.line(),
            connection.client(),
            connection.destination(),
            connection.destinationPort());
    Counted counted = flows.get(flow);
    if (counted != null && second >= counted.until) {
      expire(flow, counted);
      counted = null;
    }
    if (counted != null) {
      counted.hits++;
      return;
    }
    String text =
        "access-list %s %s tcp %s/%s(%d) -> %s/%s(%d) hit-cnt "
            .formatted(
                list,
                entry.permit() ? "permitted" : "denied",
                where.clientInterface(),
                SessionLog.text(connection.client()),
                connection.clientPort(),
                where.serverInterface(),
                SessionLog.text(connection.destination()),
                connection.destinationPort());
    if (entry.permit() ? flows.size() - denied < MOST_PERMITTED : denied < limits.denied()) {
      flows.put(flow, new Counted(second + how.interval(), entry.permit(), how, text));
      denied += entry.permit() ? 0 : 1;
    } else if (!entry.permit()) {
      alert(second);
      return;
    }
    report(flow, how, text, 1, "first hit");
  }

  private void alert(long second) {
    if (alerted == Long.MIN_VALUE || second - alerted >= limits.alertInterval()) {
      alerted = second;
      log.log(
          Event.ofGuard(
              MessageId.FLOWS_UNCOUNTED,
              "Number of cached deny-flows for ACL log has reached limit ("
                  + limits.denied()
                  + ")"));
    }
  }

  private void report(Flow flow, Log.Flows how, String text, long hits, String which) {
    int hash = flow.line().hashCode();
    log.log(
        new Event(
                MessageId.ACCESS_LOGGED,
                0,
                SessionLog.text(flow.client()),
                flow.list() + ": " + flow.line(),
                "%s%d %s [0x%x, 0x0]".formatted(text, hits, which, hash),
                "",
                "")
            .at(how.level()));
  }

  private void expire(Flow flow, Counted counted) {
    flows.remove(flow);
    denied -= counted.permit ? 0 : 1;
    if (counted.hits > 0) {
      report(
          flow,
          counted.how,
          counted.text,
          counted.hits,
          counted.how.interval() + "-second interval");
    }
  }

  /** Writes down and forgets the flows whose interval is over. */
  synchronized void sweep(long second) {
    List<Flow> over = new ArrayList<>();
    flows.forEach((flow, counted) -> {
      if (second >= counted.until) {
        over.add(flow);
      }
    });
    for (Flow flow : over) {
      Counted counted = flows.get(flow);
      if (counted != null) {
        expire(flow, counted);
      }
    }
  }
}
