package org.mailguard.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailguard.policy.Policy;
import org.mailguard.smtp.Extension;
import org.mailguard.smtp.Extensions;
import org.mailguard.smtp.Octets;
import org.mailguard.smtp.Reply;

/**
 * The server's EHLO reply as the client gets it: what the server offers, the guard implements and
 * policy allows (reference: threats R10). A keyword that is taken away takes its verb and its
 * parameters with it.
 *
 * @param reply for the client
 * @param offered what stands in it
 * @param removed keywords that do not, for the record
 * @param cut keywords with other values than the server's, likewise
 */
record EhloReply(Reply reply, Extensions offered, List<String> removed, List<String> cut) {

  /**
   * What is left of a server's reply.
   *
   * @param masked keywords that a rule takes away
   */
  static EhloReply intersect(Extensions all, Policy policy, Set<Octets> masked) {
    Extensions passed =
        all.retain(extension -> policy.passes(extension) && !masks(masked, extension));
    if (!passed.offers(Extension.CHUNKING)) {
      // Only chunks can carry it (RFC 3030 section 3).
      passed = passed.retain(extension -> extension != Extension.BINARYMIME);
    }
    Extensions promised = Promises.cut(passed, policy);
    List<String> removed = new ArrayList<>();
    for (Extension extension : Extension.values()) {
      if (all.offers(extension) && !promised.offers(extension)) {
        removed.add(extension.keyword());
      }
    }
    for (Octets unknown : all.unknown()) {
      removed.add(unknown.toString());
    }
    return new EhloReply(
        promised.render(all.greeting()), promised, removed, Promises.cut(passed, promised));
  }

  private static boolean masks(Set<Octets> masked, Extension extension) {
    return !masked.isEmpty() && masked.contains(Octets.ascii(extension.keyword()));
  }

  /**
   * With inspection off everything passes but the extensions that change how many replies a command
   * has, or whose turn it is: the framing could not be followed any more.
   */
  static Reply withoutNewFraming(Reply server) {
    List<Octets> kept = new ArrayList<>(server.lines().size());
    for (int i = 0; i < server.lines().size(); i++) {
      Octets line = server.lines().get(i);
      if (i == 0 || !changesFraming(line)) {
        kept.add(line);
      }
    }
    return new Reply(server.code(), kept);
  }

  /** True for a keyword, alone or at the head of its line, that changes the number of replies. */
  static boolean changesFraming(Octets line) {
    int blank = line.indexOf(' ');
    Extension extension = Extension.named(blank < 0 ? line : line.slice(0, blank));
    return extension == Extension.PRDR
        || extension == Extension.PIPECONNECT
        || extension == Extension.X_PIPE_CONNECT;
  }
}
