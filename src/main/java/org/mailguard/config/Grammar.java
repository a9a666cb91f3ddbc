package org.mailguard.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A grammar string, compiled.
 *
 * <pre>
 * keyword        stands for itself
 * &lt;name&gt;         an argument
 * {a|b c}        one of these
 * [a|b]          one of these, or nothing
 * {a|b}*         as many of these as there are, one at least; [a|b]* may be none
 * label:{a|b}    a group whose content is looked up under its label
 * </pre>
 *
 * <p>Each word of the string becomes a {@link Node} that knows which nodes may follow it
 * (Glushkov's construction: no empty transitions, so a matcher walks from word to word). What may
 * follow is also what {@code ?} shows, what completion offers and what an error message lists as
 * expected; there is no second description that could disagree.
 */
final class Grammar {
  /** One word of the grammar and what may come behind it. */
  static final class Node {
    private final Token token;
    private final List<Node> next = new ArrayList<>();
    private boolean last;

    private Node(Token token) {
      this.token = token;
    }

    Token token() {
      return token;
    }

    List<Node> next() {
      return next;
    }

    /** True if a line may end behind this word. */
    boolean last() {
      return last;
    }
  }

  /**
   * A piece under construction: where it may begin and end, and whether it may be nothing at all.
   */
  private record Piece(List<Node> first, List<Node> last, boolean empty) {
    static final Piece NOTHING = new Piece(List.of(), List.of(), true);

    Piece then(Piece following) {
      last.forEach(node -> node.next.addAll(following.first));
      return new Piece(
          empty ? join(first, following.first) : first,
          following.empty ? join(last, following.last) : following.last,
          empty && following.empty);
    }

    Piece or(Piece other) {
      return new Piece(join(first, other.first), join(last, other.last), empty || other.empty);
    }

    /** Behind each end of it may stand a beginning of it. */
    Piece repeated() {
      last.forEach(
          node -> first.stream().filter(next -> !node.next.contains(next)).forEach(node.next::add));
      return this;
    }

    Piece optional() {
      return new Piece(first, last, true);
    }

    private static List<Node> join(List<Node> left, List<Node> right) {
      List<Node> joined = new ArrayList<>(left);
      joined.addAll(right);
      return joined;
    }
  }

  private final String source;
  private final Map<String, Argument<?>> arguments;
  private final String firstWord;
  private volatile @Nullable Compiled compiled;

  /** What a source says. */
  private record Compiled(List<Node> first, List<Token> tokens) {
    Compiled {
      first = List.copyOf(first);
      tokens = List.copyOf(tokens);
    }
  }

  private Grammar(String source, Map<String, Argument<?>> arguments) {
    this.source = source;
    this.arguments = arguments;
    int blank = source.indexOf(' ');
    this.firstWord = blank < 0 ? source : source.substring(0, blank);
  }

  /**
   * Of {@code source}, which is compiled when a line first needs it: a file has lines of a few
   * statements, and the guard starts with all of them. A mistake in it is our bug.
   */
  static Grammar of(String source, Map<String, Argument<?>> arguments) {
    return new Grammar(source, arguments);
  }

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      known = compile();
      compiled = known;
    }
    return known;
  }

  private Compiled compile() {
    Compiler compiler = new Compiler(source, arguments);
    Piece whole = compiler.choice("");
    if (!compiler.rest.isEmpty() || whole.empty()) {
      throw new IllegalArgumentException("not a grammar: " + source);
    }
    whole.last().forEach(node -> node.last = true);
    return new Compiled(whole.first(), compiler.tokens);
  }

  List<Node> first() {
    return compiled().first();
  }

  /** All its words, in the order of the string. */
  List<Token> tokens() {
    return compiled().tokens();
  }

  /** The keyword that all its lines begin with. */
  String firstWord() {
    return firstWord;
  }

  @Override
  public String toString() {
    return source;
  }

  private static final class Compiler {
    private final Map<String, Argument<?>> arguments;
    private final Deque<String> rest = new ArrayDeque<>();
    private final List<Token> tokens = new ArrayList<>();

    Compiler(String source, Map<String, Argument<?>> arguments) {
      this.arguments = arguments;
      // Brackets and bars stand alone, but a label stays with its bracket.
      String spaced =
          source.replaceAll("([a-z0-9-]*:?[{\\[])", " $1 ").replaceAll("([|}\\]])", " $1 ");
      rest.addAll(List.of(spaced.trim().split(" +")));
    }

    Piece choice(String label) {
      Piece piece = sequence(label);
      while ("|".equals(rest.peek())) {
        rest.remove();
        piece = piece.or(sequence(label));
      }
      return piece;
    }

    private Piece sequence(String label) {
      Piece piece = Piece.NOTHING;
      while (!rest.isEmpty() && !"|}]".contains(rest.element())) {
        piece = piece.then(one(label));
      }
      return piece;
    }

    private Piece one(String label) {
      String word = rest.remove();
      if (word.endsWith("{") || word.endsWith("[")) {
        int colon = word.indexOf(':');
        Piece inner = choice(colon < 0 ? label : word.substring(0, colon));
        String close = word.endsWith("{") ? "}" : "]";
        if (!close.equals(rest.poll())) {
          throw new IllegalArgumentException("no " + close + " for " + word);
        }
        Piece piece = word.endsWith("[") ? inner.optional() : inner;
        if ("*".equals(rest.peek())) {
          rest.remove();
          return piece.repeated();
        }
        return piece;
      }
      Node node = new Node(token(label, word));
      tokens.add(node.token);
      return new Piece(List.of(node), List.of(node), false);
    }

    private Token token(String label, String word) {
      if (!word.startsWith("<")) {
        return new Token.Keyword(label, word);
      }
      Argument<?> argument = arguments.get(word.substring(1, word.length() - 1));
      if (argument == null) {
        throw new IllegalArgumentException("no argument " + word);
      }
      return new Token.Slot(label, argument);
    }
  }
}
