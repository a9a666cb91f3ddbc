package org.mailguard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mailguard.doctor.Verdict;
import org.mailguard.doctor.read.Examined;
import org.mailguard.doctor.read.ReadHtml;
import org.mailguard.doctor.read.ReadJson;
import org.mailguard.doctor.read.ReadRedaction;
import org.mailguard.doctor.read.ReadText;
import org.mailguard.doctor.read.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mailguard doctor read}: what happened, from what is left of it. */
@Command(
    name = "read",
    description =
        "Diagnose bounces, logs, transcripts and packet captures. What each file is, it finds out by"
            + " itself. Two captures or transcripts are compared as the two sides of a box, the"
            + " client's side first.",
    footer = {
      "",
      "Examples:",
      "  mailguard doctor read bounce.eml",
      "  mailguard doctor read outside.pcap inside.pcap --redact",
      "",
      "Exit status: 0 nothing interferes, 1 something does, 2 it cannot be told."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DoctorReadCommand implements Callable<Integer> {
  /** As a file: what stands on standard input. */
  private static final String STANDARD_INPUT = "-";

  /** As a shell has it for a program that SIGINT ended. */
  private static final int INTERRUPTED = 130;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "A bounce, a log, a transcript, a capture (pcap, pcapng); - for standard input.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--json", description = "One object on one line.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page.")
  private @Nullable Path html;

  @Option(
      names = "--redact",
      description = "Stand-ins for names and addresses, so that the report can be shown around.")
  private boolean redact;

  /** What is read now; SIGINT ends it. */
  private final AtomicReference<EndableInput> open = new AtomicReference<>();

  private final AtomicBoolean stopped = new AtomicBoolean();

  @Override
  public Integer call() {
    Signals.on("INT", this::stop);
    Reading reading = new Reading();
    for (String file : files) {
      if (stopped.get()) {
        reading.cutShort(file + " was not read: it was interrupted before.");
        continue;
      }
      String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
      try (EndableInput in = EndableInput.of(source(file), name)) {
        open.set(in);
        if (stopped.get()) { // between the question above and now
          in.end();
        }
        reading.add(name, in);
      } catch (IOException e) {
        System.err.println("mailguard: " + file + " cannot be read: " + reason(e));
        return ExitStatus.UNKNOWN;
      }
      if (stopped.get()) {
        reading.cutShort("Interrupted: " + name + " is read as far as it had come by then.");
      }
    }
    return report(reading.end());
  }

  /** The report so far, at once; a second time the program ends without. */
  private void stop() {
    if (stopped.getAndSet(true)) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    EndableInput now = open.get();
    if (now != null) {
      now.end();
    }
  }

  private int report(Examined examined) {
    Examined shown = redact ? ReadRedaction.of(examined) : examined;
    System.out.print(json ? ReadJson.of(shown) + "\n" : ReadText.of(shown));
    System.out.flush();
    if (html != null) {
      try {
        Files.writeString(html, ReadHtml.of(shown));
      } catch (IOException e) {
        System.err.println("mailguard: " + html + " cannot be written: " + reason(e));
        return ExitStatus.UNKNOWN;
      }
    }
    return status(examined.verdict());
  }

  private static InputStream source(String file) throws IOException {
    return file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(file));
  }

  /** For people; some exceptions say no more than the name of the file. */
  static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return name.equals("NoSuchFileException")
        ? "there is no such file or folder"
        : name.equals("AccessDeniedException") ? "access denied" : String.valueOf(e.getMessage());
  }

  private static int status(Verdict verdict) {
    return switch (verdict) {
      case INTERFERENCE -> ExitStatus.BAD;
      case CLEAN -> ExitStatus.FINE;
      case INCONCLUSIVE, UNREACHABLE -> ExitStatus.UNKNOWN;
    };
  }
}
