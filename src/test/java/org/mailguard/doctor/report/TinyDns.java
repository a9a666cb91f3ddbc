package org.mailguard.doctor.report;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A name server that knows a few records. What it does not know does not exist. */
public final class TinyDns implements Closeable {
  private final DatagramSocket socket;
  private final List<Record> records;

  private TinyDns(DatagramSocket socket, List<Record> records) {
    this.socket = socket;
    this.records = records;
  }

  /** Each record as in a zone file: {@code mx.test. A 127.0.0.1}. */
  public static TinyDns serve(String... zone) throws IOException {
    List<Record> records = new ArrayList<>();
    for (String line : zone) {
      String[] words = line.split(" ", 3);
      records.add(
          Record.fromString(
              Name.fromString(words[0]), Type.value(words[1]), DClass.IN, 60, words[2], Name.root));
    }
    TinyDns dns = new TinyDns(new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")), records);
    Thread.ofVirtual().start(dns::run);
    return dns;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void run() {
    byte[] buffer = new byte[4096];
    while (true) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private byte[] answer(byte[] octets) throws IOException {
    Message query = new Message(octets);
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question, Section.QUESTION);
    boolean known = false;
    for (Record each : records) {
      if (each.getName().equals(question.getName())) {
        known = true;
        if (each.getType() == question.getType()) {
          answer.addRecord(each, Section.ANSWER);
        }
      }
    }
    if (!known) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    return answer.toWire();
  }

  @Override
  public void close() {
    socket.close();
  }
}
