package org.mailguard.console;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.mailguard.events.MessageId;

/** Bounds how many SSH clients may be there that have not logged in, and tells them the banner. */
final class SshPlaces implements SessionListener {
  private static final AttributeKey<Boolean> KNOCKING = new AttributeKey<>();

  private final Parts parts;
  private final Places places;

  SshPlaces(Parts parts, Places places) {
    this.parts = parts;
    this.places = places;
  }

  private static Object address(Session session) {
    return ((InetSocketAddress) session.getIoSession().getRemoteAddress()).getAddress();
  }

  @Override
  public void sessionCreated(Session session) {
    if (places.knock(address(session))) {
      session.setAttribute(KNOCKING, true);
      banner(session);
    } else {
      parts.log().log(
          org.mailguard.events.Event.ofGuard(
              MessageId.CONSOLE_CROWDED, "by ssh from " + address(session)));
      session.close(true);
    }
  }

  /** What Telnet shows before its questions, RFC 4252 section 5.4. */
  private void banner(Session session) {
    Map<String, List<String>> banners = parts.guard().running().operators().banners();
    List<String> lines = new ArrayList<>(banners.getOrDefault("motd", List.of()));
    lines.addAll(banners.getOrDefault("login", List.of()));
    if (!lines.isEmpty()) {
      CoreModuleProperties.WELCOME_BANNER.set(session, String.join("\r\n", lines) + "\r\n");
    }
  }

  @Override
  public void sessionEvent(Session session, SessionListener.Event what) {
    if (what == SessionListener.Event.Authenticated) {
      leave(session);
    }
  }

  @Override
  public void sessionClosed(Session session) {
    leave(session);
  }

  private void leave(Session session) {
    if (session.removeAttribute(KNOCKING) != null) {
      places.leave(address(session));
    }
  }
}
