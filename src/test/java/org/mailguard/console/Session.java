package org.mailguard.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.mailguard.config.ConfigException;
import org.mailguard.config.ConfigParser;
import org.mailguard.config.Configuration;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.config.PromptCommands;
import org.mailguard.events.Event;

/** A transcript, and a console that plays it. */
final class Session {
  private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

  private final List<String> head = new ArrayList<>();
  private final List<String> screen = new ArrayList<>();
  private final StringBuilder configuration = new StringBuilder();
  private int width = 80;
  private int height = 24;
  private Operator who = Operator.unnamed(15);
  private boolean logged;

  /** Reads the file: remarks and settings, a configuration, the screen. */
  Session(Path file) throws IOException {
    boolean inHead = true;
    for (String line : Files.readAllLines(file)) {
      if (inHead) {
        head.add(line);
        if (line.equals("---")) {
          inHead = false;
        } else if (line.startsWith("#")) {
          setting(line.substring(1).strip());
        } else {
          configuration.append(line).append('\n');
        }
      } else {
        screen.add(line);
      }
    }
  }

  private void setting(String text) {
    String[] words = text.split(" ", -1);
    switch (words[0]) {
      case "width" -> width = Integer.parseInt(words[1]);
      case "height" -> height = Integer.parseInt(words[1]);
      case "level" -> who = Operator.unnamed(Integer.parseInt(words[1]));
      case "user" -> who = new Operator(words[1], Integer.parseInt(words[3]));
      case "log" -> logged = true;
      default -> {
        // A remark.
      }
    }
  }

  String head() {
    return String.join("\n", head) + "\n";
  }

  String screen() {
    return String.join("\n", screen) + "\n";
  }

  /** Types what was typed; adds the sources of the commands that ran to {@code used}. */
  String play(Set<String> used) throws ConfigException, SessionEnded {
    TypedScreen terminal = new TypedScreen(screen, width, height);
    Configuration start =
        ConfigParser.parse("startup-config", configuration.toString()).orElseThrow();
    StillGuard guard = new StillGuard(start);
    List<Event> events = new ArrayList<>();
    Parts parts = parts(guard, new MemoryStore(configuration.toString()), events);
    Presence presence = new Presence();
    Seat seat = new Seat(who, start.operators().pagerLines(), NOW);
    presence.enter(Origin.CONSOLE, seat, NOW, terminal);
    PromptCommands<CommandAction> commands =
        new PromptCommands<>(
            Console.commands(parts, presence).stream()
                .map(command -> command.withAction(noted(used, command.source(), command.action())))
                .toList());
    try {
      new Shell(parts, commands, terminal, Origin.CONSOLE, seat, presence).run();
    } catch (SessionEnded e) {
      if (e.reason() != SessionEnded.Reason.CLOSED) {
        throw e;
      }
    }
    parts.changes().close();
    if (logged) {
      terminal.print("log:\n");
      events.forEach(event -> terminal.print(event.id().number() + " " + event.detail() + "\n"));
    }
    return terminal.seen();
  }

  private static CommandAction noted(Set<String> used, String source, CommandAction action) {
    return (context, arguments) -> {
      used.add(source);
      action.run(context, arguments);
    };
  }

  /** A console around a guard. */
  static Parts parts(StillGuard guard, MemoryStore store, List<Event> events) {
    InstantSource clock = InstantSource.fixed(NOW);
    return new Parts(
        guard, new Changes(guard, events::add, clock), store, events::add, clock, new Plain());
  }

  /** Passwords that cost nothing. */
  private static final class Plain implements PasswordCheck {
    @Override
    public boolean verify(List<StoredPassword> stored, String user, String typed) {
      return stored.stream().anyMatch(one -> one.text().equals(hash(typed)));
    }

    @Override
    public String hash(String typed) {
      byte[] padded = Arrays.copyOf(typed.getBytes(StandardCharsets.UTF_8), 16);
      return "$sha512$1000$AAAAAAAAAAAAAAAAAAAAAA==$" + Base64.getEncoder().encodeToString(padded);
    }
  }
}
