package org.mailguard.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An Exchange 2000 or 2003 that sends: to the internet, or over a routing group connector to a
 * server of its own organisation.
 *
 * <p>Modelled from the founding article and from public descriptions:
 *
 * <ul>
 *   <li>EHLO, and HELO if that is refused;
 *   <li>inside the organisation X-EXPS, without which the message stays in the queue; then
 *       X-LINK2STATE, and XEXCH50 before the content, wherever they are offered;
 *   <li>BDAT where CHUNKING is offered, or else DATA;
 *   <li>{@code 554 5.6.1} to the author of a message that the next server cannot take as it is: it
 *       does not convert;
 *   <li>an answer that does not come in time, a lost connection, and a 4xx leave the message in the
 *       queue.
 * </ul>
 *
 * It waits for each reply, also where PIPELINING is offered, which the real one did not.
 */
public final class ExchangeSender {
  private final int port;
  private final boolean sameOrganisation;
  private Duration patience = Duration.ofSeconds(5);
  private boolean chunks = true;

  private ExchangeSender(int port, boolean sameOrganisation) {
    this.port = port;
    this.sameOrganisation = sameOrganisation;
  }

  /** Sends to a port of loopback as to any server of the internet. */
  public static ExchangeSender toInternet(int port) {
    return new ExchangeSender(port, false);
  }

  /** Sends to a port of loopback as to the bridgehead server of another routing group. */
  public static ExchangeSender overConnector(int port) {
    return new ExchangeSender(port, true);
  }

  /** How long it waits for each reply; five seconds at first. */
  public ExchangeSender patience(Duration limit) {
    patience = limit;
    return this;
  }

  /** It sends DATA, whatever is offered. */
  public ExchangeSender withoutChunks() {
    chunks = false;
    return this;
  }

  /** Makes one attempt. */
  public ExchangeReport send(ExchangeMail mail) throws IOException {
    try (var client = WireClient.connect(port)) {
      client.patience(patience);
      return new ExchangeAttempt(client, sameOrganisation, chunks).send(mail);
    }
  }

  /**
   * Makes attempts until the message is gone, one way or the other, or so many have been made; the
   * report of each.
   */
  public List<ExchangeReport> sendUntilGone(ExchangeMail mail, int attempts) throws IOException {
    List<ExchangeReport> reports = new ArrayList<>();
    do {
      reports.add(send(mail));
    } while (reports.size() < attempts
        && reports.getLast().fate() instanceof ExchangeReport.Queued);
    return reports;
  }
}
