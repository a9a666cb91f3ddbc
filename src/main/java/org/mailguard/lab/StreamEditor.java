package org.mailguard.lab;

import java.nio.ByteBuffer;
import org.mailguard.policy.Policy;
import org.mailguard.policy.Rates;
import org.mailguard.policy.RuleWatch;
import org.mailguard.session.Waiting;

/**
 * An old Mailguard with its faults: it forwards what it gets as soon as it can, edited in place,
 * and is no party of the conversation. One call with octets of the client is one segment.
 *
 * <pre>
 *   GREETING --last line of it--> COMMANDS
 *   COMMANDS --DATA, 354--> DATA --end mark, if it is seen--> COMMANDS
 *   COMMANDS --DATA, with a defect--> DATA
 *   COMMANDS --AUTH, 334--> SASL --line--> COMMANDS
 *   COMMANDS --STARTTLS, 220--> OPAQUE
 * </pre>
 *
 * <p>Each {@link org.mailguard.policy.Laboratory.Defect} is one branch: without it the editor does
 * in that respect what {@link org.mailguard.session.Session} does with the release. What a release
 * lets pass and its masks are the same code for both; the rules of an inspection map are not asked,
 * but for the keywords that they mask.
 *
 * <p><b>What is a model.</b> The symptoms are documented, the machine inside is not. Each class
 * says what it took from where, and what it made up to get there.
 */
final class StreamEditor implements Device {
  private final EditorState state;
  private final ClientDirection client;
  private final ServerDirection server;

  StreamEditor(Policy policy, Wires wires, Rates rates, RuleWatch watch) {
    state = new EditorState(policy, wires);
    client = new ClientDirection(state);
    server = new ServerDirection(state, new KeywordMask(policy, rates, watch));
  }

  @Override
  public void clientOctets(ByteBuffer in) {
    client.octets(in);
  }

  @Override
  public boolean takesClientOctets() {
    return client.takesOctets();
  }

  @Override
  public void serverOctets(ByteBuffer in) {
    server.octets(in);
  }

  @Override
  public Waiting waiting() {
    return switch (state.mode()) {
      case GREETING -> Waiting.GREETING;
      case COMMANDS, SASL -> state.expected().waiting();
      case DATA -> Waiting.CONTENT;
      case OPAQUE -> Waiting.CONTENT_REPLY;
    };
  }

  @Override
  public boolean isMessageUnderWay() {
    return state.mode() == EditorState.Mode.DATA && state.serverTakesData();
  }

  @Override
  public String phase() {
    return state.mode().word();
  }
}
