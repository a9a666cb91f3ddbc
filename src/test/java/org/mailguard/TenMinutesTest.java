package org.mailguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mailguard.config.ConfigParser;
import org.mailguard.console.Changes;
import org.mailguard.console.Console;
import org.mailguard.console.GuardView;
import org.mailguard.console.Operator;
import org.mailguard.console.Origin;
import org.mailguard.console.Parts;
import org.mailguard.console.PasswordHash;
import org.mailguard.console.TypedScreen;
import org.mailguard.proxy.HandedOver;
import org.mailguard.proxy.Tap;

/** The guide "Ten minutes at the console", typed into a guard. */
@Timeout(60)
final class TenMinutesTest {
  private static final Path GUIDE = Path.of("docs/guides/ten-minutes-at-the-console.md");
  private static final Pattern FENCE =
      Pattern.compile("^```(mailguard|console)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void theGuideIsWhatHappens() throws Exception {
    int port = freePort();
    String guide = Files.readString(GUIDE).replace("2525", Integer.toString(port));
    String configuration = String.join("", fences(guide, "mailguard"));
    Path startup = folder.resolve("gate.conf");
    Files.writeString(startup, configuration);
    List<String> screen = List.of(String.join("", fences(guide, "console")).split("\n", -1));

    RunningGuard guard =
        RunningGuard.start(
            ConfigParser.parse("gate.conf", configuration).orElseThrow(),
            HandedOver.NONE,
            OutputStream.nullOutputStream(),
            Tap.NONE);
    StartupFiles files = new StartupFiles(startup);
    GuardView view = guard.view(files);
    TypedScreen terminal = new TypedScreen(screen, 80, 24);
    InstantSource clock = InstantSource.system();
    try (Changes changes = new Changes(view, _ -> {}, clock)) {
      Console console =
          new Console(
              new Parts(
                  view, changes, files, _ -> {}, clock, new PasswordHash(new SecureRandom(), 2)));
      console.serve(terminal, Origin.CONSOLE, Operator.unnamed(15));
    } finally {
      guard.stop(Duration.ZERO);
    }
    assertThat(terminal.seen()).matches(expression(screen));
  }

  private static int freePort() throws Exception {
    return FreshPort.take();
  }

  private static List<String> fences(String guide, String kind) {
    List<String> found = new ArrayList<>();
    Matcher fence = FENCE.matcher(guide);
    while (fence.find()) {
      if (fence.group(1).equals(kind)) {
        found.add(fence.group(2));
      }
    }
    return found;
  }

  /** Three dots alone in a line stand for any lines, inside a line for any text. */
  private static String expression(List<String> screen) {
    StringBuilder out = new StringBuilder();
    for (String line : screen.subList(0, screen.size() - 1)) {
      if (line.equals("...")) {
        out.append("(?:.*\n)*?");
      } else {
        for (String part : line.split("\\.\\.\\.", -1)) {
          out.append(Pattern.quote(part)).append(".*");
        }
        out.setLength(out.length() - 2);
        out.append('\n');
      }
    }
    return out.toString();
  }
}
