package org.mailguard.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mailguard.config.Choice;

/** Help for lines of words, from settings {@code word show version | Version of the guard}. */
final class WordList implements Assistant {
  private final Map<String, String> helps = new LinkedHashMap<>();

  WordList(List<String> settings) {
    for (String setting : settings) {
      String[] sides = setting.substring("word ".length()).split(" \\| ", 2);
      helps.put(sides[0], sides[1]);
    }
  }

  @Override
  public List<Choice> choices(String line) {
    String[] typed = line.stripLeading().split(" +", -1);
    List<Choice> choices = new ArrayList<>();
    helps.forEach((words, help) -> {
      String[] own = words.split(" ", -1);
      if (own.length == typed.length && fits(own, typed)) {
        String last = own[own.length - 1];
        choices.add(new Choice(last, help, !last.startsWith("<")));
      }
    });
    return choices;
  }

  private static boolean fits(String[] own, String[] typed) {
    for (int i = 0; i < own.length; i++) {
      if (!own[i].startsWith("<") && !own[i].startsWith(typed[i])) {
        return false;
      }
    }
    return true;
  }
}
