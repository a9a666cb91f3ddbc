package org.mailguard.config;

/** One word of a grammar. */
sealed interface Token {
  /** The label of the group around it, or empty. */
  String label();

  /** As it stands in the grammar. */
  String shown();

  /** How well {@code word} fits; better fits drive out worse ones. */
  Fit fit(String word, Names names);

  /** From worst to best. */
  enum Fit {
    NONE,
    /**
     * The beginning of a keyword: weaker than an argument, so that no name is ever taken for an
     * abbreviation.
     */
    ABBREVIATION,
    ARGUMENT,
    KEYWORD
  }

  /** Stands for itself, in any case, and may be abbreviated as long as no other keyword fits. */
  record Keyword(String label, String shown) implements Token {
    @Override
    public Fit fit(String word, Names names) {
      if (word.equalsIgnoreCase(shown)) {
        return Fit.KEYWORD;
      }
      return shown.regionMatches(true, 0, word, 0, word.length()) ? Fit.ABBREVIATION : Fit.NONE;
    }
  }

  /** Takes a value. */
  record Slot(String label, Argument<?> argument) implements Token {
    @Override
    public String shown() {
      return '<' + argument.name() + '>';
    }

    @Override
    public Fit fit(String word, Names names) {
      return read(word, names) instanceof Reading.Value<?> ? Fit.ARGUMENT : Fit.NONE;
    }

    Reading<?> read(String word, Names names) {
      return argument.kind().read(word, names);
    }
  }
}
