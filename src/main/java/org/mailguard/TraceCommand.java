package org.mailguard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailguard.config.ConfigException;
import org.mailguard.config.Configuration;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Place;
import org.mailguard.trace.Rehearsal;
import org.mailguard.trace.Trace;
import org.mailguard.trace.TraceDifference;
import org.mailguard.trace.TraceJson;
import org.mailguard.trace.TraceText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard trace}: what the guard would do with a conversation. */
@Command(
    name = "trace",
    description = "What the guard would do with a conversation, step by step and by which rule.",
    mixinStandardHelpOptions = true)
final class TraceCommand implements Callable<Integer> {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; ${DEFAULT-VALUE} if none is named.",
      defaultValue = "/etc/mailguard/startup-config")
  private Path file = Path.of("/etc/mailguard/startup-config");

  @Parameters(
      paramLabel = "DIALOGUE",
      arity = "0..1",
      description = "The conversation; without one, standard input.")
  private @Nullable Path dialogueFile;

  @Option(
      names = "--peer",
      paramLabel = "ADDRESS[:PORT]",
      description = "The client, by default 198.51.100.7:40000.")
  private @Nullable String peer;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      description = "What it connects to, by default the first server of the configuration.")
  private @Nullable String listen;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "The policy, whatever the configuration says: mailguard_default, p51, ...")
  private @Nullable String policy;

  @Option(names = "--json", description = "The trace as JSON.")
  private boolean json;

  @Option(
      names = "--diff",
      paramLabel = "FILE",
      description = "Another configuration: only what it would do otherwise.")
  private @Nullable Path other;

  /** What cannot be asked or read; said in one line. */
  private static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    Unclear(String message) {
      super(message);
    }
  }

  @Override
  public Integer call() {
    try {
      return trace();
    } catch (Unclear | IOException e) {
      System.err.println("mailguard: " + e.getMessage());
      return ExitStatus.UNKNOWN;
    } catch (ConfigException e) {
      System.err.print(e.getMessage());
      return ExitStatus.UNKNOWN;
    }
  }

  private int trace() throws IOException, ConfigException, Unclear {
    Rehearsal.Asked asked =
        new Rehearsal.Asked(
            place("--peer", peer, "ADDRESS or ADDRESS:PORT", Place::peer),
            place("--listen", listen, "ADDRESS:PORT", Place::listen),
            policy,
            Instant.now());
    Dialogue dialogue = dialogue();
    Trace trace = play(file, asked, dialogue);
    if (other != null) {
      TraceDifference difference =
          TraceDifference.between(
              file.toString(), trace, other.toString(), play(other, asked, dialogue));
      System.out.print(json ? difference.json() + "\n" : difference.text());
      return difference.isEmpty() ? ExitStatus.FINE : ExitStatus.BAD;
    }
    System.out.print(
        json ? TraceJson.of(trace, file.toString()) + "\n" : TraceText.of(trace, file.toString()));
    return trace.failures().isEmpty() ? ExitStatus.FINE : ExitStatus.BAD;
  }

  private static @Nullable Place place(
      String option, @Nullable String text, String form, Function<String, Optional<Place>> reader)
      throws Unclear {
    if (text == null) {
      return null;
    }
    return reader
        .apply(text)
        .orElseThrow(() -> new Unclear(option + " " + text + ": expected " + form));
  }

  private Dialogue dialogue() throws IOException, Unclear {
    DialogueResult result =
        dialogueFile == null
            ? DialogueFile.read("standard input", System.in)
            : DialogueFile.read(dialogueFile);
    return switch (result) {
      case DialogueResult.Read(Dialogue dialogue) -> dialogue;
      case DialogueResult.Broken broken ->
          throw new Unclear("the dialogue cannot be read\n" + broken.describe().stripTrailing());
    };
  }

  private static Trace play(Path file, Rehearsal.Asked asked, Dialogue dialogue)
      throws IOException, ConfigException, Unclear {
    Configuration configuration = new ConfigurationFile(file).read().orElseThrow();
    Rehearsal rehearsal = new Rehearsal(configuration, asked);
    Optional<String> objection = rehearsal.objection();
    if (objection.isPresent()) {
      throw new Unclear(file + ": " + objection.get());
    }
    return switch (rehearsal.play(dialogue)) {
      case Rehearsal.Result.Played(Trace trace) -> trace;
      case Rehearsal.Result.Unplayable(DialogueResult.Broken why) ->
          throw new Unclear("the dialogue cannot be played\n" + why.describe().stripTrailing());
    };
  }
}
