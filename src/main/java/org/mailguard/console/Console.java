package org.mailguard.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    // One seat more on the same machine: root must be able to send somebody away.
    int quota = parts.guard().running().operators().sessions();
    if (present() >= (origin.way() == Way.CONSOLE ? quota + 1 : quota)) {
      parts.log().log(Event.ofGuard(MessageId.CONSOLE_CROWDED, quota + " are there"));
      screen.print("As many operators are here as quota management-session lets in\n");
      return false;
    }
    Instant now = parts.clock().instant();
    Seat seat = new Seat(who, parts.guard().running().operators().pagerLines(), now);
    Presence.Present present = presence.enter(origin, seat, now, screen);
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

  /** So many are at the console. */
  int present() {
    return presence.all().size();
  }
}
