package org.mailguard.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One channel of an operator who came by SSH: a shell, or a command with its status. */
final class SshConversation implements Command {
  private final Parts parts;
  private final Reception reception;
  private final String command;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private @Nullable ExitCallback exit;
  private @Nullable LineScreen screen;

  /** {@code command} is empty for a shell. */
  SshConversation(Parts parts, Reception reception, String command) {
    this.parts = parts;
    this.reception = reception;
    this.command = command;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    // Everything is shown in its order, on one stream.
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Map<String, String> variables = environment.getEnv();
    String type = variables.get(Environment.ENV_TERM);
    boolean pipe = !command.isEmpty() || type == null;
    TerminalKind kind =
        pipe || type == null
            ? TerminalKind.PIPE
            : TerminalKind.of(
                type,
                size(variables, Environment.ENV_COLUMNS),
                size(variables, Environment.ENV_LINES));
    Duration idle = parts.guard().running().operators().sshIdle();
    LineScreen one = new LineScreen(kind, out, idle);
    screen = one;
    environment.addSignalListener(
        (_, _) ->
            one.window(
                size(environment.getEnv(), Environment.ENV_COLUMNS),
                size(environment.getEnv(), Environment.ENV_LINES)),
        Signal.WINCH);
    Thread.ofVirtual().start(() -> type(one));
    Thread.ofVirtual().start(() -> converse(channel, one));
  }

  private static int size(Map<String, String> variables, String name) {
    String value = variables.getOrDefault(name, "0");
    return value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
  }

  private void type(LineScreen one) {
    byte[] octets = new byte[1024];
    try {
      if (!command.isEmpty()) {
        byte[] line = (command + "\n").getBytes(UTF_8);
        one.type(line, 0, line.length);
        one.hangUp();
        return;
      }
      for (int length = in.read(octets); length > 0; length = in.read(octets)) {
        one.type(octets, 0, length);
      }
      one.hangUp();
    } catch (IOException e) {
      one.end(SessionEnded.Reason.CLOSED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(ChannelSession channel, LineScreen one) {
    boolean fine = false;
    try {
      Login login = new Login(parts);
      Optional<Operator> who = login.proved(channel.getSession().getUsername());
      if (who.isPresent()) {
        Origin origin = SshDoor.origin(channel.getServerSession(), parts);
        login.log(true, origin, who.get().name());
        login.welcome(one);
        fine = reception.serve(one, origin, who.get());
      }
    } catch (SessionEnded e) {
      if (e.reason() == SessionEnded.Reason.IDLE) {
        one.print("\nLogoff: nothing was typed for too long\n");
      }
    } finally {
      one.end();
      ExitCallback callback = exit;
      if (callback != null) {
        callback.onExit(fine ? 0 : 1);
      }
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    LineScreen one = screen;
    if (one != null) {
      one.end(SessionEnded.Reason.CLOSED);
    }
  }
}
