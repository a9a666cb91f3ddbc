package org.mailguard.doctor.ends;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.mailguard.doctor.Printable;

/**
 * Whether the path lets mail begin under TLS only, as stunnel does, which resets what goes on in
 * clear, or a server that says 530. Then everything is tried under TLS, since in clear nothing is
 * to be seen.
 *
 * @param isMade true if so
 * @param refusal what came in clear, printable; empty if it is not made
 */
record TlsDemand(boolean isMade, String refusal) {
  private static final TlsDemand NONE = new TlsDemand(false, "");

  /** Asks by an envelope in clear, and if that is not taken by one under TLS. */
  static TlsDemand of(InetSocketAddress address, int wait) {
    String inClear;
    try (Caller caller = new Caller(address, wait, 0)) {
      caller.reply();
      if (!offersTls(say(caller, "EHLO doctor.invalid"))) {
        return NONE;
      }
      inClear = envelope(caller);
    } catch (IOException e) {
      inClear = String.valueOf(e.getMessage());
    }
    if (inClear.isEmpty()) {
      return NONE;
    }
    try (Caller caller = new Caller(address, wait, 0)) {
      begin(caller, address);
      return envelope(caller).isEmpty() ? new TlsDemand(true, Printable.of(inClear)) : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }

  /**
   * From the greeting to EHLO under TLS.
   *
   * @throws IOException if it is not to be had
   */
  static void begin(Caller caller, InetSocketAddress address) throws IOException {
    caller.reply();
    say(caller, "EHLO doctor.invalid");
    List<String> ready = say(caller, "STARTTLS");
    if (!ready.getLast().startsWith("220")) {
      throw new IOException("STARTTLS: " + ready.getLast());
    }
    caller.secure(address.getHostString());
    say(caller, "EHLO doctor.invalid");
  }

  /** Empty if it is taken; otherwise the reply that refuses it. */
  private static String envelope(Caller caller) throws IOException {
    for (String command :
        List.of("MAIL FROM:<>", "RCPT TO:<whole@" + RespondingSession.NAME + ">", "QUIT")) {
      String reply = say(caller, command).getLast();
      if (!reply.startsWith("2")) {
        return reply;
      }
    }
    return "";
  }

  private static boolean offersTls(List<String> offer) {
    return offer.stream()
        .anyMatch(line -> line.toUpperCase(Locale.ROOT).matches("250[- ]STARTTLS.*"));
  }

  private static List<String> say(Caller caller, String command) throws IOException {
    caller.send(List.of(command + "\r\n"));
    return caller.reply();
  }
}
