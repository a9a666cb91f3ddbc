package org.mailguard;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() {
    Reading reading = new Reading();
    for (String file : files) {
      try (InputStream in = open(file)) {
        reading.add(file.equals(STANDARD_INPUT) ? "standard input" : file, in);
      } catch (IOException e) {
        System.err.println("mailguard: " + file + " cannot be read: " + reason(e));
        return ExitStatus.UNKNOWN;
      }
    }
    Examined examined = reading.end();
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

  private static InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? new BufferedInputStream(System.in)
        : Files.newInputStream(Path.of(file));
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return name.equals("NoSuchFileException")
        ? "there is no such file"
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
