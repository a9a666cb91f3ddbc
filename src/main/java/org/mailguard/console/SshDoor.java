package org.mailguard.console;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.mailguard.config.Operators;
import org.mailguard.config.Operators.From;
import org.mailguard.config.Operators.User;

/**
 * The way in by SSH. The protocol is Apache MINA SSHD's; here it is cut down to what an operator
 * needs: a shell, or one command, by key or password. Nothing is forwarded and no file is copied.
 *
 * <p>Of algorithms only those are offered that are sound today: no SHA-1, no CBC, no groups of a
 * fixed small size. A client that has none of them is too old to be let near a firewall.
 */
final class SshDoor implements NetworkDoor {
  /** How many of his words were wrong so far. */
  private static final AttributeKey<Integer> WRONG = new AttributeKey<>();

  private final Parts parts;
  private final Login login;
  private final SshServer server;

  private SshDoor(Parts parts, SshServer server) {
    this.parts = parts;
    this.login = new Login(parts);
    this.server = server;
  }

  /**
   * Opens the door.
   *
   * @param key of the guard; made if it is not there
   */
  static SshDoor open(
      InetSocketAddress at, Path key, Parts parts, Reception reception, Places places)
      throws IOException {
    SshServer server =
        ServerBuilder.builder()
            .keyExchangeFactories(
                NamedFactory.setUpTransformedFactories(
                    true,
                    List.of(
                        BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh,
                        BuiltinDHFactories.ecdhp256,
                        BuiltinDHFactories.ecdhp384,
                        BuiltinDHFactories.ecdhp521,
                        BuiltinDHFactories.dhg16_512,
                        BuiltinDHFactories.dhg18_512),
                    ServerBuilder.DH2KEX))
            .cipherFactories(
                List.of(
                    BuiltinCiphers.cc20p1305_openssh,
                    BuiltinCiphers.aes256gcm,
                    BuiltinCiphers.aes128gcm,
                    BuiltinCiphers.aes256ctr,
                    BuiltinCiphers.aes128ctr))
            .macFactories(
                List.of(
                    BuiltinMacs.hmacsha256etm,
                    BuiltinMacs.hmacsha512etm,
                    BuiltinMacs.hmacsha256,
                    BuiltinMacs.hmacsha512))
            .signatureFactories(
                List.of(
                    BuiltinSignatures.ed25519,
                    BuiltinSignatures.nistp256,
                    BuiltinSignatures.nistp384,
                    BuiltinSignatures.nistp521,
                    BuiltinSignatures.rsaSHA512,
                    BuiltinSignatures.rsaSHA256))
            .build();
    SshDoor door = new SshDoor(parts, server);
    server.setHost(at.getAddress().getHostAddress());
    server.setPort(at.getPort());
    server.setKeyPairProvider(KeyPairProvider.wrap(HostKey.of(key)));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setPasswordAuthenticator(door::password);
    server.setPublickeyAuthenticator(door::key);
    server.setShellFactory(_ -> new SshConversation(parts, reception, ""));
    server.setCommandFactory((_, command) -> new SshConversation(parts, reception, command));
    server.setIoServiceEventListener(door.new Threshold());
    server.addSessionListener(new SshPlaces(parts, places));
    door.bounds();
    server.start();
    return door;
  }

  private void bounds() {
    CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "Mailguard");
    CoreModuleProperties.AUTH_TIMEOUT.set(server, Duration.ofSeconds(60));
    CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, 6);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, 4);
    CoreModuleProperties.NIO_WORKERS.set(server, 4);
  }

  /** Turns away who is named by no line, before a word is said. */
  private final class Threshold implements IoServiceEventListener {
    @Override
    public void connectionAccepted(
        IoAcceptor acceptor, SocketAddress local, SocketAddress remote, SocketAddress service)
        throws IOException {
      InetSocketAddress peer = (InetSocketAddress) remote;
      InetSocketAddress own = (InetSocketAddress) local;
      Operators operators = parts.guard().running().operators();
      if (NetworkDoor.admits(operators.ssh(), peer, own).isEmpty()) {
        NetworkDoor.deny(parts, Way.SSH, peer, own);
        throw new IOException("no ssh line names " + peer.getAddress().getHostAddress());
      }
    }
  }

  /**
   * The library asks on one of the few threads that serve all its connections. A hash takes half a
   * second there, and a wrong word costs its taker some more, so both are waited for elsewhere.
   */
  private boolean password(String name, String word, ServerSession session) {
    AsyncAuthException later = new AsyncAuthException();
    Thread.ofVirtual().name("ssh password").start(() -> judge(name, word, session, later));
    throw later;
  }

  private void judge(String name, String word, ServerSession session, AsyncAuthException later) {
    boolean permitted = false;
    try {
      permitted = take(session, name, login.bySsh(name, word));
      if (!permitted) {
        int wrong = Optional.ofNullable(session.getAttribute(WRONG)).orElse(0);
        session.setAttribute(WRONG, wrong + 1);
        Login.punish(wrong);
      }
    } catch (SessionEnded e) {
      // Interrupted, which nobody does: he is told no, a little early.
    } finally {
      later.setAuthed(permitted);
    }
  }

  /** Also asked before the client has proved anything; what it is told then says nothing. */
  private boolean key(String name, PublicKey key, ServerSession session) {
    User user = parts.guard().running().operators().users().get(name);
    return user != null && user.keys().stream().anyMatch(line -> isSame(line, key));
  }

  private boolean isSame(String line, PublicKey key) {
    try {
      PublicKey known =
          AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
              .resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      return KeyUtils.compareKeys(known, key);
    } catch (IOException | GeneralSecurityException e) {
      // A key of a kind that this JDK does not know opens nothing.
      return false;
    }
  }

  private boolean take(ServerSession session, String name, Optional<Operator> who) {
    if (who.isEmpty()) {
      login.log(false, origin(session, parts), name);
    }
    return who.isPresent();
  }

  static Origin origin(ServerSession session, Parts parts) {
    InetSocketAddress peer = (InetSocketAddress) session.getIoSession().getRemoteAddress();
    InetSocketAddress local = (InetSocketAddress) session.getIoSession().getLocalAddress();
    String name =
        NetworkDoor.admits(parts.guard().running().operators().ssh(), peer, local)
            .map(From::interfaceName)
            .orElse("");
    return new Origin(Way.SSH, Optional.of(peer), Optional.of(local), name);
  }

  @Override
  public InetSocketAddress at() {
    return new InetSocketAddress(server.getHost(), server.getPort());
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      // Its sockets are closed whatever it says.
    }
  }
}
