package org.mailguard.console;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A terminal on which lines were typed before; what is printed can be read. */
public final class FakeScreen implements Screen {
  private final Iterator<String> typed;
  private final Queue<String> printed = new ConcurrentLinkedQueue<>();

  public FakeScreen(List<String> typed) {
    this.typed = typed.iterator();
  }

  /** All so far, aside or not. */
  public String printed() {
    return String.join("", printed);
  }

  @Override
  public Optional<String> readLine(String prompt, Assistant assistant) {
    return typed.hasNext() ? Optional.of(typed.next()) : Optional.empty();
  }

  @Override
  public String readAnswer(String prompt) throws SessionEnded {
    return readLine(prompt, Assistant.NONE)
        .orElseThrow(() -> new SessionEnded(SessionEnded.Reason.CLOSED));
  }

  @Override
  public String readSecret(String prompt) throws SessionEnded {
    return readAnswer(prompt);
  }

  @Override
  public int readKey(String prompt) {
    return 'q';
  }

  @Override
  public void print(String text) {
    printed.add(text);
  }

  @Override
  public void printAside(String line) {
    printed.add(line + "\n");
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
  public void end() {}
}
