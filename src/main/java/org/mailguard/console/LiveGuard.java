package org.mailguard.console;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mailguard.events.Counters;
import org.mailguard.events.LogBuffer;
import org.mailguard.events.LogWatch;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;
import org.mailguard.events.SyslogLog;
import org.mailguard.trace.DialogueResult;

/**
 * What there is to see of a guard at work. The root package implements it. Every thread but an
 * event loop may call; each call returns within seconds, but {@link #testServer}.
 */
public interface LiveGuard {
  Instant now();

  Sessions sessions();

  /**
   * Ends sessions in an orderly way.
   *
   * @return how many
   */
  int clear(SessionChoice which);

  /**
   * Ends sessions on a translation that the running configuration no longer has.
   *
   * @return how many
   */
  int clearUntranslated();

  Translations translations();

  /** What passed under each policy. */
  List<PolicyTraffic> traffic();

  /** What message 106100 remembers. */
  Flows flows();

  Counters counters();

  RuleCounts rules();

  /** Since the configuration that is running came. */
  List<PolicyImpact.Line> impact();

  LogBuffer buffer();

  LogWatch log();

  List<SyslogLog.Status> logHosts();

  MachineState machine();

  /** Begins to count anew: events, rules, what passed under policies. */
  void clearCounters();

  /**
   * Has {@code lines} called with what sessions say and do, each a printable line, credentials and
   * content left out. Called on event loops: must not block.
   *
   * @param peer of one client, or of all
   */
  Watch watch(Optional<InetAddress> peer, Consumer<String> lines);

  /** Ends what was begun. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Asks servers what they are like, and says it line by line. Takes up to half a minute for each.
   *
   * @param server as the configuration names it, with a port or without; empty for all
   */
  void testServer(String server, Consumer<String> lines);

  /**
   * Looks for a box that breaks mail on the way to a mail domain or a host; ends with the report.
   * Takes up to half a minute for each address, and says what it does meanwhile.
   *
   * @throws IOException if {@code target} is none
   */
  void diagnose(String target, Consumer<String> lines) throws IOException;

  /** A dialogue among the operators' own files. */
  DialogueResult readDialogue(String name) throws IOException;

  /**
   * All sessions of a moment.
   *
   * @param inUse may be more than were seen, since sessions come and go
   * @param mostUsed at once
   */
  record Sessions(List<OpenSession> seen, int inUse, int mostUsed) {
    public Sessions {
      seen = List.copyOf(seen);
    }
  }

  /** All translations of a moment. */
  record Translations(List<TranslationSlot> slots, int mostUsed) {
    public Translations {
      slots = List.copyOf(slots);
    }
  }

  /**
   * What passed under a policy.
   *
   * @param trafficClass the class-map, or empty
   * @param policy its name
   * @param packets reads of the network, from both sides
   */
  record PolicyTraffic(String trafficClass, String policy, long sessions, long packets) {}

  /** Flows that lines of access lists with the word log count. */
  record Flows(int all, int denied, int mostDenied, int alertInterval) {}
}
