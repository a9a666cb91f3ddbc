package org.mailguard.console;

import static org.mailguard.console.SeeingCommands.clear;
import static org.mailguard.console.SeeingCommands.show;

import java.util.List;
import org.mailguard.config.ListedAccess;
import org.mailguard.config.PromptArguments;
import org.mailguard.config.PromptCommand;

/** Lines of the running configuration, with what they counted. */
final class ListCommands {
  static final List<PromptCommand<CommandAction>> ALL =
      List.of(
          show("access-list [<name>]", ListCommands::lists)
              .help("Access lists, and how often each line decided")
              .word("access-list", "Access lists, and how often each line decided")
              .word("name", "the name of a list", "One list"),
          show(
                  "conduit",
                  (context, _) ->
                      context.print(
                          ShownLists.conduits(ListedAccess.conduits(context.guard().running()))))
              .help("Conduits, and how often each decided")
              .word("conduit", "Conduits, and how often each decided"),
          show(
                  "static",
                  (context, _) -> context.print(ShownLines.statics(context.guard().running())))
              .help("Lines that publish servers")
              .word("static", "Lines that publish servers"),
          show("fixup", (context, _) -> context.print(ShownLines.fixups(context.guard().running())))
              .help("What is inspected, in the words of the PIX")
              .word("fixup", "What is inspected, in the words of the PIX"),
          clear("access-list <name> counters", ListCommands::clearHits)
              .help("Begin to count the hits of an access list anew")
              .word("access-list", "Begin to count the hits of an access list anew")
              .word("counters", "Its hits; the lines stay")
              .word("name", "the name of a list", "Which list"));

  private ListCommands() {}

  private static void lists(CommandContext context, PromptArguments arguments) throws SessionEnded {
    String wanted = arguments.text("name").orElse("");
    List<ListedAccess> lists =
        ListedAccess.of(context.guard().running()).stream()
            .filter(list -> wanted.isEmpty() || list.name().equals(wanted))
            .toList();
    if (!wanted.isEmpty() && lists.isEmpty()) {
      context.print(missing(wanted));
      return;
    }
    StringBuilder out = new StringBuilder();
    if (wanted.isEmpty()) {
      out.append(ShownLists.cache(context.guard().live().flows()));
    }
    lists.forEach(list -> out.append(ShownLists.list(list)));
    context.print(out.toString());
  }

  private static void clearHits(CommandContext context, PromptArguments arguments)
      throws SessionEnded {
    String name = arguments.text("name").orElse("");
    if (!ListedAccess.clear(context.guard().running(), name)) {
      context.print(missing(name));
    }
  }

  /** As the device. */
  private static String missing(String name) {
    return "ERROR: access-list <%s> does not exist\n".formatted(ShownText.printable(name));
  }
}
