package org.mailguard.console;

import java.util.List;
import org.mailguard.console.LiveGuard.Sessions;

/** {@code show conn}, in the ASA's layout (reference: cisco-mailguard 10). */
final class ShownSessions {
  /** More are no reading matter; a filter finds the rest. */
  static final int MOST = 10_000;

  private static final String LEGEND =
      """
      Flags: A - awaiting answer of the server, B - opened from outside,
             I - inbound data, M - SMTP data, inspected, O - outbound data, U - up
      """;

  private ShownSessions() {}

  static String table(Sessions sessions, SessionChoice choice) {
    StringBuilder out = new StringBuilder(count(sessions));
    each(sessions, choice, out, false);
    return out.toString();
  }

  static String detail(Sessions sessions, SessionChoice choice) {
    StringBuilder out = new StringBuilder(count(sessions)).append(LEGEND);
    each(sessions, choice, out, true);
    return out.toString();
  }

  /** {@code show conn count}. */
  static String count(Sessions sessions) {
    return "%d in use, %d most used\n".formatted(sessions.inUse(), sessions.mostUsed());
  }

  private static void each(
      Sessions sessions, SessionChoice choice, StringBuilder out, boolean detail) {
    List<OpenSession> chosen = sessions.seen().stream().filter(choice::covers).toList();
    for (OpenSession session : chosen.subList(0, Math.min(MOST, chosen.size()))) {
      out.append(detail ? detail(session) : line(session));
    }
    if (chosen.size() > MOST) {
      out.append(
          "... and %d more; show conn address A shows those of one\n"
              .formatted(chosen.size() - MOST));
    }
  }

  private static String line(OpenSession session) {
    return "TCP %s  %s:%d %s  %s:%d, idle %s, bytes %d, flags %s\n"
        .formatted(
            session.clientInterface(),
            ShownText.address(session.peer().getAddress()),
            session.peer().getPort(),
            session.serverInterface(),
            session.server(),
            session.serverPort(),
            ShownText.clock(session.idle()),
            session.fromClient() + session.fromServer(),
            flags(session));
  }

  private static String detail(OpenSession session) {
    return """
    TCP %s: %s %s: %s/%d,
        flags %s, idle %s, uptime %s, bytes %d
        session %d, state %s, TLS %s, class %s, policy %s
        connected to %s, received %d, sent %d
    """
        .formatted(
            session.clientInterface(),
            ShownText.place(session.peer()),
            session.serverInterface(),
            session.server(),
            session.serverPort(),
            flags(session),
            ShownText.units(session.idle()),
            ShownText.units(session.age()),
            session.fromClient() + session.fromServer(),
            session.number(),
            session.state(),
            session.tls(),
            session.trafficClass().isEmpty() ? "-" : session.trafficClass(),
            session.policy(),
            ShownText.place(session.local()),
            session.fromClient(),
            session.fromServer());
  }

  /** Every session is opened by a client; from the inside it would be no B. */
  static String flags(OpenSession session) {
    StringBuilder flags = new StringBuilder();
    flags.append(session.connected() ? "U" : "A");
    flags.append(session.fromClient() > 0 ? "I" : "");
    flags.append(session.fromServer() > 0 ? "O" : "");
    flags.append("B");
    flags.append(session.inspected() ? "M" : "");
    return flags.toString();
  }
}
