package org.mailguard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailguard.config.PromptCommand;
import org.mailguard.config.PromptCommands;
import org.mailguard.config.PromptCommands.Typed;

/** Every command of seeing has help and can be typed as the device's operators do. */
class SeeingCommandsTest {
  private static final PromptCommands<CommandAction> COMMANDS =
      new PromptCommands<>(SeeingCommands.ALL);

  static Stream<PromptCommand<CommandAction>> commands() {
    return SeeingCommands.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyWordHasHelp(PromptCommand<CommandAction> command) {
    assertThat(command.withoutHelp()).as(command.source()).isEmpty();
    assertThat(command.help()).as(command.source()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "sh conn, show conn",
    "show conn det, show conn",
    "show conn address 192.0.2.1 port 25, show conn",
    "sh xl, show xlate",
    "sh service-policy inspect esmtp, show service-policy",
    "sh policy impact, show policy impact",
    "sh access-list, show access-list",
    "sh access-list mail, show access-list",
    "sh log, show logging",
    "sh ver, show version",
    "sh clo det, show clock",
    "sh cpu usage, show cpu",
    "sh tech, show tech-support",
    "cle conn all, clear conn",
    "clear conn address 2001:db8::1 port 25, clear conn",
    "clear access-list mail counters, clear access-list",
    "clear logging buffer, clear logging",
    "debug smtp, debug smtp",
    "debug smtp 192.0.2.1, debug smtp",
    "no debug all, no debug",
    "undebug all, undebug",
    "un all, undebug",
    "ter mon, terminal monitor",
    "terminal no monitor, terminal no",
    "no terminal monitor, no terminal",
    "test server, test server",
    "test server mail.example.com:25, test server",
    "explain MG-5-750103, explain",
    "trace peer 192.0.2.1 file /tmp/x, trace",
    "trace candidate, trace",
  })
  void isUnderstood(String line, String beginning) {
    Typed<CommandAction> typed = COMMANDS.read(line, _ -> true);
    assertThat(typed).as(line).isInstanceOf(Typed.Understood.class);
    if (typed instanceof Typed.Understood<CommandAction>(var command, _)) {
      assertThat(command.source()).startsWith(beginning);
    }
  }

  @ParameterizedTest
  @CsvSource({"show con address x", "clear conn", "show clock now", "debug", "show conn port 0"})
  void isRefused(String line) {
    assertThat(COMMANDS.read(line, _ -> true)).isInstanceOf(Typed.Refused.class);
  }

  @Test
  void levelOneSeesLittle() {
    List<String> few =
        SeeingCommands.ALL.stream()
            .filter(command -> command.level() <= 1)
            .map(PromptCommand::source)
            .toList();
    assertThat(few).containsExactly("show version", "show clock [detail]", "explain <id>");
  }
}
