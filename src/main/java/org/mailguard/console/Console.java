package org.mailguard.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.PromptCommands;
import org.mailguard.events.Event;
import org.mailguard.events.MessageId;

/** The console behind its doors: receives who was let in, and serves him until he leaves. */
public final class Console implements Reception {
  private final Parts parts;
  private final Presence presence = new Presence();
  private final PromptCommands<CommandAction> commands;

  public Console(Parts parts) {
    this.parts = parts;
    this.commands = new PromptCommands<>(commands(parts, presence));
  }

  /** All commands, in the order of the pages on them. The only list of them. */
  static List<PromptCommand<CommandAction>> commands(Parts parts, Presence presence) {
    List<PromptCommand<CommandAction>> all = new ArrayList<>();
    all.addAll(new BasicCommands(parts, presence).all());
    all.addAll(new ConfigureCommands(parts, presence).all());
    all.addAll(new SaveCommands(parts).all());
    all.addAll(SeeingCommands.ALL);
    return all;
  }

  @Override
  public boolean serve(Screen screen, Origin origin, Operator who) throws SessionEnded {
    Instant now = parts.clock().instant();
    Seat seat = new Seat(who, parts.guard().running().operators().pagerLines(), now);
    Optional<Presence.Present> entered = presence.enter(origin, seat, now, screen, most(origin));
    if (entered.isEmpty()) {
      crowded(screen, origin);
      return false;
    }
    Presence.Present present = entered.get();
    try {
      new Shell(parts, commands, screen, origin, seat, presence).run();
      if (screen.height() > 0) {
        screen.print("\nLogoff\n\n");
      }
    } catch (SessionEnded e) {
      boolean pipeIsEmpty = screen.height() == 0 && e.reason() == SessionEnded.Reason.CLOSED;
      if (!pipeIsEmpty) {
        throw e;
      }
    } finally {
      presence.leave(present);
    }
    return !seat.failed();
  }

  /** On the same machine there is always room for one: it may be he who has to end the others. */
  private int most(Origin origin) {
    int sessions = parts.guard().running().operators().sessions();
    return origin.way() == Way.CONSOLE ? sessions + 1 : sessions;
  }

  private void crowded(Screen screen, Origin origin) {
    int most = most(origin);
    screen.print("ERROR: as many as may be are at the console: " + most + "\n");
    String peer = origin.peer().map(one -> " from " + one.getAddress().getHostAddress()).orElse("");
    parts.log().log(
        Event.ofGuard(
            MessageId.CONSOLE_CROWDED,
            "by " + origin.way().word() + peer + ": " + most + " are at the console"));
  }
}
