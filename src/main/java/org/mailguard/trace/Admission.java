package org.mailguard.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.policy.Access.Decision;
import org.mailguard.policy.AccessEntry;
import org.mailguard.policy.Connection;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Publication;

/**
 * What becomes of a connection before a word is said: which server it is for, whether it is let in
 * and by which line, and which policy its session has.
 *
 * @param connection who connects to what, for people
 * @param permitted false if no session begins
 * @param decision the line or the reason, for people
 * @param policy of the session
 * @param chosen what chose it
 */
public record Admission(
    String connection, boolean permitted, String decision, Policy policy, String chosen) {

  private static final InetAddress SOME_IPV4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress SOME_IPV6 = InetAddress.ofLiteral("2001:db8::1");

  /**
   * Who asks for a session.
   *
   * @param listen what it connects to; null for the first server of the configuration
   * @param time decides which time ranges hold
   * @param policy that holds whatever the configuration says, or null
   */
  record Request(Place peer, @Nullable Place listen, Instant time, @Nullable Policy policy) {}

  /** Of a session that nobody had to be asked for. */
  public static Admission under(Policy policy) {
    return new Admission("", true, "", policy, "");
  }

  /** Judged as the proxy does it: access first, then the policy by class. */
  static Admission of(List<Publication> publications, Request request) {
    Optional<Publication> found =
        publications.stream()
            .filter(some -> request.listen() == null || isAt(some, request.listen()))
            .findFirst();
    Place to = destination(found, request);
    String words = request.peer() + " to " + to;
    if (found.isEmpty() || to.address() == null || request.peer().address() == null) {
      return new Admission(
          words, false, "denied: no static publishes " + to, Policy.MAILGUARD_DEFAULT, "nothing");
    }
    Publication publication = found.get();
    Connection connection =
        new Connection(
            request.peer().address(),
            request.peer().port(),
            to.address(),
            to.port(),
            request.time());
    Decision decision = publication.access().judge(connection);
    Policy policy = publication.forSession(connection).policy();
    return new Admission(
        words + ", for the server " + publication.server(),
        decision instanceof Decision.Permitted,
        words(decision),
        request.policy() == null ? policy : request.policy(),
        request.policy() != null
            ? "named for this trace"
            : policy.equals(publication.policy()) ? "of the port" : "of a class of clients");
  }

  private static boolean isAt(Publication publication, Place listen) {
    String address = publication.listenAddress();
    return publication.listenPort() == listen.port()
        && (address == null
            || listen.address() == null
            || InetAddress.ofLiteral(address).equals(listen.address()));
  }

  /** Where the client connects to; a server on every address is asked for at an example's. */
  private static Place destination(Optional<Publication> found, Request request) {
    InetAddress some = request.peer().address() instanceof Inet6Address ? SOME_IPV6 : SOME_IPV4;
    Place listen = request.listen();
    if (found.isEmpty()) {
      return listen == null ? new Place(some, 25) : listen.orElse(some);
    }
    Publication publication = found.get();
    if (listen != null && listen.address() != null) {
      return listen;
    }
    String address = publication.listenAddress();
    return new Place(
        address == null ? some : InetAddress.ofLiteral(address), publication.listenPort());
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case Decision.Permitted(String by, AccessEntry entry, _) ->
          "permitted by " + (entry == null ? by : entry.line());
      case Decision.Denied(String list, AccessEntry entry, _) ->
          "denied by "
              + (entry == null
                  ? "the end of access-list " + list + ": no line matches"
                  : entry.line());
      case Decision.NothingPermits(String why) -> "denied: " + why;
    };
  }
}
