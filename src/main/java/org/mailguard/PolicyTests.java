package org.mailguard;

import static org.mailguard.config.JsonText.array;
import static org.mailguard.config.JsonText.member;
import static org.mailguard.config.JsonText.object;
import static org.mailguard.config.JsonText.string;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mailguard.config.Configuration;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueResult;
import org.mailguard.trace.Rehearsal;
import org.mailguard.trace.Trace;
import org.mailguard.trace.TraceJson;

/** The dialogues of a folder, played against a configuration: {@code check --with}. */
final class PolicyTests {
  /** So many dialogues are played in one go. */
  private static final int MOST = 10_000;

  private final Rehearsal rehearsal;
  private final StringBuilder text = new StringBuilder();
  private final List<String> json = new ArrayList<>();
  private int dialogues;
  private long expectations;
  private int failed;
  private int broken;

  PolicyTests(Configuration configuration) {
    rehearsal = new Rehearsal(configuration, new Rehearsal.Asked(null, null, null, Instant.now()));
  }

  /** Plays all {@code *.txt} of a folder, in the order of their names. */
  void play(Path folder) throws IOException {
    List<Path> files = files(folder);
    if (files.isEmpty()) {
      throw new IOException(folder + ": no dialogues, which are files *.txt");
    }
    if (files.size() > MOST) {
      throw new IOException(folder + ": more than " + MOST + " dialogues");
    }
    for (Path file : files) {
      one(file);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".txt"))
          .limit(MOST + 1L)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw new IOException(folder + ": no such folder", e);
    } catch (NotDirectoryException e) {
      throw new IOException(folder + ": not a folder", e);
    }
  }

  private void one(Path file) throws IOException {
    dialogues++;
    switch (DialogueFile.read(file)) {
      case DialogueResult.Broken why -> broken(why);
      case DialogueResult.Read(Dialogue dialogue) -> {
        switch (rehearsal.play(dialogue)) {
          case Rehearsal.Result.Unplayable(DialogueResult.Broken why) -> broken(why);
          case Rehearsal.Result.Played(Trace trace) -> played(trace);
        }
      }
    }
  }

  private void broken(DialogueResult.Broken why) {
    broken++;
    System.err.print(why.describe());
    json.add(object(member("dialogue", string(why.name())), member("readable", "false")));
  }

  private void played(Trace trace) {
    String name = trace.dialogue().name();
    expectations += trace.dialogue().expectations();
    failed += trace.failures().size();
    trace.failures().forEach(failure -> text.append(failure.describe(name)));
    if (trace.dialogue().expectations() == 0) {
      text.append(name).append(": expects nothing, so it proves nothing\n");
    }
    json.add(
        object(
            member("dialogue", string(name)),
            member("readable", "true"),
            member("expectations", "" + trace.dialogue().expectations()),
            member("failures", TraceJson.failures(trace))));
  }

  /** For people: what failed, and how much was asked. */
  String text() {
    return text
        + count(dialogues, "dialogue")
        + ", "
        + count(expectations, "expectation")
        + ", "
        + (failed == 0 ? "all met" : failed + " not met")
        + (broken == 0 ? "" : "; " + count(broken, "dialogue") + " cannot be read")
        + "\n";
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** For programs; {@code configuration} is the name of the file. */
  String json(String configuration) {
    return object(
            member("configuration", string(configuration)),
            member("failed", "" + failed),
            member("dialogues", array(json)))
        + "\n";
  }

  int exitStatus() {
    return broken > 0 ? ExitStatus.UNKNOWN : failed > 0 ? ExitStatus.BAD : ExitStatus.FINE;
  }
}
