package org.mailguard.console;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.Configuration;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Place;
import org.mailguard.trace.Rehearsal;
import org.mailguard.trace.TraceText;

/** What would happen, what a server is like, what an id means. */
final class TestCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      List.of(
          PromptCommand.<CommandAction>of("test server [<server>]", TestCommands::server)
              .help("Try something out")
              .word("server", "Ask the servers behind the guard what they are like")
              .word(
                  "server",
                  "a name or an address, with :PORT or without",
                  "One of them; all without it"),
          PromptCommand.<CommandAction>of("doctor <target>", TestCommands::doctor)
              .help("Look for a box that breaks mail on the way to somebody")
              .word("target", "a mail domain, a host or HOST:PORT", "Whom to ask"),
          PromptCommand.<CommandAction>of("explain <id>", TestCommands::explain)
              .help("What a message id means, why it happens, what to do")
              .word("id", "a message id", "MG-5-750103, or its number")
              .level(1),
          PromptCommand.<CommandAction>of(
                  "trace [candidate] [peer <peer>] [file <path>]", TestCommands::trace)
              .help("What the guard would do with a conversation; without a file, type it in")
              .word("candidate", "Under the configuration that is not in force yet")
              .word("peer", "Who the client is")
              .word("file", "A dialogue among your files")
              .word("peer", "ADDRESS or ADDRESS:PORT", "By default 198.51.100.7:40000")
              .word("path", "a file", "Of a dialogue"));

  private TestCommands() {}

  private static void server(CommandContext context, PromptArguments arguments) {
    Screen screen = context.screen();
    context
        .guard()
        .live()
        .testServer(
            arguments.text("server").orElse(""),
            line -> screen.print(ShownText.printable(line) + "\n"));
  }

  private static void doctor(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    Screen screen = context.screen();
    try {
      context
          .guard()
          .live()
          .diagnose(
              arguments.text("target").orElse(""),
              line -> screen.print(ShownText.printable(line) + "\n"));
    } catch (IOException e) {
      context.fail(ShownText.printable(String.valueOf(e.getMessage())));
    }
  }

  private static void explain(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    String id = arguments.text("id").orElse("");
    Optional<String> text = Explanation.of(id);
    if (text.isPresent()) {
      context.print(text.get());
    } else {
      context.fail("there is no id " + ShownText.printable(id));
    }
  }

  private static void trace(CommandContext context, PromptArguments arguments) throws SessionEnded {
    boolean candidate = arguments.has("candidate");
    Optional<Configuration> configuration =
        candidate ? context.candidate() : Optional.of(context.guard().running());
    Optional<String> peer = arguments.text("peer");
    Optional<Place> place = peer.flatMap(Place::peer);
    if (configuration.isEmpty()) {
      context.fail("there is no candidate: configure private begins one");
    } else if (peer.isPresent() && place.isEmpty()) {
      context.fail("the peer is ADDRESS or ADDRESS:PORT");
    } else {
      DialogueResult dialogue = dialogue(context, arguments);
      Rehearsal rehearsal =
          new Rehearsal(
              configuration.get(), asked(place.orElse(null), context.guard().live().now()));
      context.print(
          ShownLines.printable(
              played(rehearsal, dialogue, candidate ? "the candidate" : "running-config")));
    }
  }

  private static Rehearsal.Asked asked(@Nullable Place peer, Instant now) {
    return new Rehearsal.Asked(peer, null, null, now);
  }

  private static DialogueResult dialogue(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    Optional<String> path = arguments.text("path");
    if (path.isEmpty()) {
      return DialogueParser.parse("typed", TypedDialogue.read(context.screen()));
    }
    try {
      return context.guard().live().readDialogue(path.get());
    } catch (IOException e) {
      context.fail("" + ShownText.printable(String.valueOf(e.getMessage())) + "");
      return DialogueParser.parse(path.get(), "");
    }
  }

  private static String played(Rehearsal rehearsal, DialogueResult dialogue, String name) {
    return switch (dialogue) {
      case DialogueResult.Broken broken -> broken.describe();
      case DialogueResult.Read(Dialogue read) ->
          switch (rehearsal.play(read)) {
            case Rehearsal.Result.Played(var trace) -> TraceText.of(trace, name);
            case Rehearsal.Result.Unplayable(var why) -> why.describe();
          };
    };
  }
}
