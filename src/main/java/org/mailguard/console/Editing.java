package org.mailguard.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.mailguard.config.Choice;
import org.mailguard.config.ConfigEditor;
import org.mailguard.config.ConfigEditor.Outcome;
import org.mailguard.config.Configuration;

/** An operator in a configuration mode. */
final class Editing {
  private final UnaryOperator<String> hash;
  private final boolean collecting;
  private final List<String> typed = new ArrayList<>();
  private ConfigEditor editor;
  private Configuration base;

  /**
   * @param base what he starts from
   * @param collecting true if his lines wait for {@code commit}, false if each holds at once
   * @param hash for passwords that he types
   */
  Editing(Configuration base, boolean collecting, UnaryOperator<String> hash) {
    this.hash = hash;
    this.base = base;
    this.collecting = collecting;
    this.editor = new ConfigEditor(base, hash);
  }

  boolean collecting() {
    return collecting;
  }

  /** What his lines change. */
  Configuration base() {
    return base;
  }

  /** With his lines, as far as they make sense. */
  Configuration candidate() {
    return editor.sound();
  }

  /** True if lines were typed that do not make sense yet. */
  boolean waits() {
    return editor.waits();
  }

  boolean changed() {
    return editor.waits() || !editor.sound().equals(base);
  }

  /** What the prompt shows in parentheses. */
  String prompt() {
    String mode = editor.prompt();
    return collecting ? mode.replaceFirst("^config", "private") : mode;
  }

  List<Choice> choices(String line) {
    return editor.choices(line);
  }

  Outcome type(String line) {
    Outcome outcome = editor.type(line);
    if (outcome instanceof Outcome.Taken || outcome instanceof Outcome.Waiting) {
      typed.add(line);
    }
    return outcome;
  }

  /** As if the last line had not been typed. */
  void undo() {
    editor.undo();
    typed.removeLast();
  }

  /** The guard runs on what was typed. */
  void applied() {
    base = editor.sound();
    typed.clear();
  }

  /**
   * The guard has another configuration now: an immediate editor goes on from it.
   *
   * @return true if lines that waited are lost
   */
  boolean follow(Configuration running) {
    if (collecting || running.equals(base)) {
      return false;
    }
    boolean waited = editor.waits();
    editor.rebase(running);
    base = running;
    return waited;
  }

  /** Puts another configuration in the place of what was typed. */
  void replace(Configuration configuration) {
    editor = new ConfigEditor(configuration, hash);
    typed.clear();
  }

  /**
   * Types the lines again, into what the guard has now.
   *
   * @return the lines that no longer fit
   */
  List<String> update(Configuration running) {
    List<String> again = List.copyOf(typed);
    editor = new ConfigEditor(running, hash);
    base = running;
    typed.clear();
    List<String> misfits = new ArrayList<>();
    for (String line : again) {
      switch (type(line)) {
        case Outcome.Taken _, Outcome.Waiting _, Outcome.Left _, Outcome.Nothing _ -> {}
        case Outcome.Refused _, Outcome.Inconsistent _, Outcome.NotUsed _ -> misfits.add(line);
      }
    }
    return misfits;
  }
}
