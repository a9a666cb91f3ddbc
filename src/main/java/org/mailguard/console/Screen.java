package org.mailguard.console;

import java.util.Optional;

/**
 * An operator's terminal: lines in, text out. The thread that serves him reads; every thread may
 * print. Text has LF line ends, which a screen turns into what its terminal wants, and no control
 * characters of others: who prints what a peer sent escapes it.
 */
public interface Screen {
  /**
   * Prompts for a line, with history, editing, {@code ?} and Tab. What {@code ?} shows appears at
   * once, and the line stays.
   *
   * @return the line without its end; empty if the operator gave it up (Ctrl-C, Ctrl-Z)
   */
  Optional<String> readLine(String prompt, Assistant assistant) throws SessionEnded;

  /** Prompts for an answer that no history keeps. */
  String readAnswer(String prompt) throws SessionEnded;

  /** Prompts for a word and shows a star for each of its characters. */
  String readSecret(String prompt) throws SessionEnded;

  /**
   * Shows {@code prompt}, waits for one key, and takes the prompt away again.
   *
   * @return the key; 0x0d for Enter
   */
  int readKey(String prompt) throws SessionEnded;

  void print(String text);

  /**
   * Prints a line while the operator types: it goes above his line, which is drawn again. Never
   * blocks: what a slow terminal does not take is dropped and counted.
   */
  void printAside(String line);

  /** In columns; 80 if the terminal does not say. */
  int width();

  /** In lines; 24 if the terminal does not say; 0 if nobody reads along, as in a pipe. */
  int height();

  /** Sets what the terminal did not say, or said wrong. */
  void resize(int width);

  /** Ends whatever read waits, from another thread. */
  void end();
}
