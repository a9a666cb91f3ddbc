package org.mailguard.session;

import java.util.List;
import org.mailguard.policy.Policy;
import org.mailguard.trace.Dialogue;
import org.mailguard.trace.DialogueParser;
import org.mailguard.trace.DialogueResult;

/**
 * A dialogue that is part of the specification of what the guard does.
 *
 * <pre>
 *   # a comment; every file says why it exists
 *   policy default              default, device, framing, p51, p51-strict-greeting; first line of the dialogue
 *   limit recipients 2          a limit of that policy
 *   config match cmd verb vrfy  a line of a configuration that has the inspection map edge in use
 *   C   EHLO a.example          the client sends this line; unless lines with &gt; follow, the server gets it and those before it as they are
 *   S   250-x | 250 SIZE 1      the server sends these lines; likewise for the client
 *   &gt;S  EHLO a.example          what the server gets
 *   &gt;C  502 5.5.1 ...           what the client gets
 *   note MG-5-750103            this id is recorded; an id that is recorded and not written down fails
 *   note MG-4-108004 edge 3 refused    and by this rule, with this verdict
 *   server closed, server aborted, closed    what the session does with its connections; of a message that
 *                               is cut off in a turn without &gt;S, the server gets some beginning
 * </pre>
 *
 * The form is that of {@code mailguard trace} (docs/reference/trace.md), read strictly: all that
 * happens has to be written down, line by line.
 */
record Transcript(String name, Policy policy, Dialogue dialogue) {

  static Transcript parse(String name, String text) {
    return switch (DialogueParser.parse(name, text)) {
      case DialogueResult.Broken broken -> throw new IllegalArgumentException(broken.describe());
      case DialogueResult.Read(Dialogue dialogue) -> {
        List<String> lines =
            dialogue.headers().stream()
                .filter(header -> header.word().equals("config"))
                .map(Dialogue.Header::value)
                .toList();
        Policy policy =
            lines.isEmpty() ? Policy.MAILGUARD_DEFAULT : TranscriptPolicies.configured(lines);
        for (Dialogue.Header header : dialogue.headers()) {
          if (header.word().equals("config")) {
            continue;
          }
          policy = TranscriptPolicies.apply(policy, header.word(), header.value());
        }
        yield new Transcript(name, policy, dialogue);
      }
    };
  }
}
