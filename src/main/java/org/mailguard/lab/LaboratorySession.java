package org.mailguard.lab;

import java.nio.ByteBuffer;
import org.mailguard.events.MessageId;
import org.mailguard.session.Intermediary;
import org.mailguard.session.Session;
import org.mailguard.session.Step;
import org.mailguard.session.Steps;
import org.mailguard.session.Waiting;

/**
 * The session of a {@link Device}: its beginning, its ends and its clock, which are the same for
 * all of them. It says in the log what it is, before anything else.
 *
 * <p>The ends are those of a box that keeps out of sight: time that runs out, a side that leaves
 * and a fault close both connections without a word. What only a proxy can meet, a server that is
 * not there and a guard that is being stopped, is answered in the guard's words.
 */
final class LaboratorySession implements Intermediary {
  private final String name;
  private final String what;
  private final Wires wires;
  private final Device device;
  private boolean connected;
  private boolean clientEnded;
  private boolean stopping;

  /**
   * @param name of the policy
   * @param what is wrong with it, for the record
   */
  LaboratorySession(String name, String what, Wires wires, Device device) {
    this.name = name;
    this.what = what;
    this.wires = wires;
    this.device = device;
  }

  @Override
  public void start(Steps steps) {
    wires.direct(steps);
    wires.note(MessageId.LABORATORY, name + " laboratory", what, "", "");
    wires.step(new Step.Connect());
  }

  @Override
  public void serverConnected(Steps steps) {
    wires.direct(steps);
    connected = true;
    wires.progress();
  }

  @Override
  public void serverUnreachable(String detail, Steps steps) {
    wires.direct(steps);
    if (!isClosed()) {
      wires.note(MessageId.SERVER_UNREACHABLE, "connect", detail, "", "");
      breakOff(MessageId.SERVER_UNREACHABLE);
    }
  }

  @Override
  public void clientOctets(ByteBuffer in, Steps steps) {
    wires.direct(steps);
    if (isClosed()) {
      in.position(in.limit());
    } else if (stopping && !device.isMessageUnderWay()) {
      in.position(in.limit());
      breakOff(MessageId.DRAINING);
    } else {
      device.clientOctets(in);
    }
  }

  @Override
  public boolean takesClientOctets() {
    return connected && !isClosed() && device.takesClientOctets();
  }

  @Override
  public void serverOctets(ByteBuffer in, Steps steps) {
    wires.direct(steps);
    if (!isClosed()) {
      device.serverOctets(in);
      closeIfNothingIsLeft();
    }
    in.position(in.limit());
  }

  @Override
  public void clientEnded(Steps steps) {
    wires.direct(steps);
    clientEnded = true;
    closeIfNothingIsLeft();
  }

  /** A client that sent its last octets may still be owed replies; a message cut short is lost. */
  private void closeIfNothingIsLeft() {
    if (!clientEnded || isClosed()) {
      return;
    }
    if (!connected || device.isMessageUnderWay()) {
      lose();
    } else if (device.waiting().isForClient()) {
      wires.close(false, "client closed");
    }
  }

  private void lose() {
    if (device.isMessageUnderWay()) {
      wires.note(MessageId.CLIENT_LOST_IN_MESSAGE, "client", "", "", "");
    }
    wires.close(device.isMessageUnderWay(), "client closed");
  }

  @Override
  public void clientLost(Steps steps) {
    wires.direct(steps);
    if (!isClosed()) {
      lose();
    }
  }

  @Override
  public void serverEnded(String detail, Steps steps) {
    wires.direct(steps);
    if (isClosed()) {
      return;
    }
    if (device.isMessageUnderWay()) {
      wires.note(MessageId.SERVER_LOST, "server", detail, "", "");
    }
    wires.close(device.isMessageUnderWay(), detail);
  }

  @Override
  public void expired(boolean serverStalled, Steps steps) {
    wires.direct(steps);
    Waiting waiting = waiting();
    if (waiting == Waiting.CONNECT) {
      wires.note(MessageId.SERVER_UNREACHABLE, "timeout connect", "no connection in time", "", "");
      breakOff(MessageId.SERVER_UNREACHABLE);
      return;
    }
    MessageId why =
        waiting.isForClient() && !serverStalled
            ? MessageId.CLIENT_TIMEOUT
            : MessageId.SERVER_TIMEOUT;
    wires.note(why, "timeout " + waiting, "", "", "");
    wires.close(device.isMessageUnderWay(), "timeout " + waiting);
  }

  @Override
  public void tooSlow(Steps steps) {
    wires.direct(steps);
    wires.note(MessageId.CLIENT_TOO_SLOW, name + " minimum-data-rate", "", "", "");
    wires.close(true, "client too slow");
  }

  @Override
  public boolean isMessageUnderWay() {
    return connected && device.isMessageUnderWay();
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public void stopNow(Steps steps) {
    end(MessageId.DRAINING, "stop", steps);
  }

  @Override
  public void cleared(Steps steps) {
    end(MessageId.SESSION_CLEARED, "clear", steps);
  }

  private void end(MessageId why, String rule, Steps steps) {
    wires.direct(steps);
    if (!isClosed()) {
      wires.note(why, rule, "", "", "");
      breakOff(why);
    }
  }

  @Override
  public void fault(String detail, Steps steps) {
    wires.direct(steps);
    if (!isClosed()) {
      wires.note(MessageId.INTERNAL_FAULT, "fault", detail, "", "");
      wires.close(true, "fault");
    }
  }

  /** In the guard's words. */
  private void breakOff(MessageId why) {
    wires.answer(Session.refusal(why), why);
    wires.close(connected && device.isMessageUnderWay(), why.id());
  }

  @Override
  public String phase() {
    return isClosed() ? "closed" : connected ? device.phase() : "connecting";
  }

  @Override
  public Waiting waiting() {
    return connected ? device.waiting() : Waiting.CONNECT;
  }

  @Override
  public int waitSerial() {
    return wires.serial();
  }

  @Override
  public boolean isClosed() {
    return wires.isClosed();
  }
}
