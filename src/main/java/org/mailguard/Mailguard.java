package org.mailguard;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: picks a command and ends with its exit status. */
@Command(
    name = "mailguard",
    description = "An SMTP firewall that speaks the language of the PIX and the ASA.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "mailguard " + Mailguard.VERSION,
    footer = {
      "",
      "Exit status: 0 fine, 1 the thing asked about is bad, 2 could not tell, 70 a fault of ours.",
      "Begin with: mailguard demo"
    },
    subcommands = {
      RunCommand.class,
      ConsoleCommand.class,
      CheckCommand.class,
      ReloadCommand.class,
      DemoCommand.class,
      LabCommand.class,
      TraceCommand.class,
      ExplainCommand.class,
      DoctorCommand.class,
      TrainCommand.class
    })
public final class Mailguard {
  /** Of the program, as semantic versioning has it. */
  static final String VERSION = "0.1.0";

  private Mailguard() {}

  /**
   * Runs one command; Netty's own threads would keep the process for a second, so it ends by exit.
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** The exit status of one command. */
  static int run(String... arguments) {
    return new CommandLine(new Mailguard())
        .setExecutionExceptionHandler((exception, _, _) -> {
          System.err.println("mailguard: a fault of ours, please report it with what follows");
          exception.printStackTrace();
          return ExitStatus.OUR_FAULT;
        })
        .execute(arguments);
  }
}
