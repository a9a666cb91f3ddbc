package org.mailguard;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.mailguard.config.Operators.StoredPassword;
import org.mailguard.console.Assistant;
import org.mailguard.console.Changes;
import org.mailguard.console.ConfigurationStore;
import org.mailguard.console.Console;
import org.mailguard.console.GuardView;
import org.mailguard.console.Operator;
import org.mailguard.console.Origin;
import org.mailguard.console.Parts;
import org.mailguard.console.PasswordCheck;
import org.mailguard.console.Screen;
import org.mailguard.console.SessionEnded;
import org.mailguard.events.EventLog;

/** An operator of level 15 at the console of a guard: types a line, gets what it prints. */
final class PromptedOperator implements Screen, AutoCloseable {
  private static final String GONE = "\u0000";

  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> prompts = new LinkedBlockingQueue<>();
  private final Queue<String> printed = new ConcurrentLinkedQueue<>();
  private final Queue<String> aside = new ConcurrentLinkedQueue<>();
  private final Changes changes;

  PromptedOperator(GuardView guard, ConfigurationStore store, EventLog log) throws IOException {
    InstantSource clock = InstantSource.system();
    changes = new Changes(guard, log, clock);
    Console console = new Console(new Parts(guard, changes, store, log, clock, new NoPasswords()));
    Thread.ofVirtual()
        .start(() -> {
          try {
            console.serve(this, Origin.CONSOLE, Operator.unnamed(15));
          } catch (SessionEnded e) {
            aside.add(e.reason().toString());
          } finally {
            prompts.add("");
          }
        });
    awaitPrompt();
  }

  private static final class NoPasswords implements PasswordCheck {
    @Override
    public boolean verify(List<StoredPassword> stored, String user, String word) {
      return false;
    }

    @Override
    public String hash(String word) {
      return "hashed";
    }
  }

  private String awaitPrompt() throws IOException {
    try {
      String prompt = prompts.poll(30, TimeUnit.SECONDS);
      if (prompt == null) {
        throw new IOException("no prompt; printed so far: " + printed);
      }
      return prompt;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** What the line prints, until the next prompt of any kind. */
  String type(String line) throws IOException {
    printed.clear();
    typed.add(line);
    awaitPrompt();
    return String.join("", printed);
  }

  /** What came between the lines: logs and conversations. */
  String seen() {
    return String.join("", aside);
  }

  private String next(String prompt) throws SessionEnded {
    prompts.add(prompt);
    try {
      String line = typed.poll(60, TimeUnit.SECONDS);
      if (line == null || line.equals(GONE)) {
        throw new SessionEnded(SessionEnded.Reason.CLOSED);
      }
      return line;
    } catch (InterruptedException e) {
      throw new SessionEnded(SessionEnded.Reason.ENDED);
    }
  }

  @Override
  public Optional<String> readLine(String prompt, Assistant assistant) throws SessionEnded {
    return Optional.of(next(prompt));
  }

  @Override
  public String readAnswer(String prompt) throws SessionEnded {
    return next(prompt);
  }

  @Override
  public String readSecret(String prompt) throws SessionEnded {
    return next(prompt);
  }

  @Override
  public int readKey(String prompt) {
    return ' ';
  }

  @Override
  public void print(String text) {
    printed.add(text);
  }

  @Override
  public void printAside(String line) {
    aside.add(line + "\n");
  }

  @Override
  public int width() {
    return 80;
  }

  @Override
  public int height() {
    return 0;
  }

  @Override
  public void resize(int width) {}

  @Override
  public void end() {
    typed.add(GONE);
  }

  @Override
  public void close() {
    end();
    changes.close();
  }
}
