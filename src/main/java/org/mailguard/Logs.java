package org.mailguard;

import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import org.mailguard.config.Logging;
import org.mailguard.events.Counters;
import org.mailguard.events.Event;
import org.mailguard.events.EventLog;
import org.mailguard.events.LogBuffer;
import org.mailguard.events.LogFormat;
import org.mailguard.events.LogWatch;
import org.mailguard.events.MessageId;
import org.mailguard.events.MessageLevels;
import org.mailguard.events.PolicyImpact;
import org.mailguard.events.RuleCounts;
import org.mailguard.events.Severity;
import org.mailguard.events.StreamLog;
import org.mailguard.events.SyslogLog;

/**
 * Every event is counted, then written to the stream, sent to the log hosts, kept for {@code show
 * logging} and shown to operators who watch. What a log host has to say of itself comes in by the
 * same door.
 */
final class Logs implements AutoCloseable {
  private final StreamLog stream;
  private final SyslogLog hosts;
  private final LogBuffer buffer;
  private final LogWatch watch;
  private final PolicyImpact impact;
  private final RuleCounts rules;
  private final Counters counters;

  /** {@code out} stays the caller's. */
  Logs(OutputStream out, Logging logging) {
    InstantSource clock = InstantSource.system();
    impact = new PolicyImpact(new Written());
    rules = new RuleCounts(impact);
    counters = new Counters(rules);
    stream = new StreamLog(out, level(logging), clock);
    hosts = new SyslogLog(new SyslogLog.Level(Map.of(), MessageLevels.DEFAULT), clock, counters);
    buffer = new LogBuffer(clock);
    watch = new LogWatch(look(logging), clock);
    change(logging);
  }

  /** Everywhere an event may go. */
  private final class Written implements EventLog {
    @Override
    public void log(Event event) {
      stream.log(event);
      hosts.log(event);
      buffer.log(event);
      watch.log(event);
    }

    @Override
    public boolean hears(MessageId id) {
      return stream.hears(id) || hosts.hears(id) || buffer.hears(id) || watch.hears(id);
    }
  }

  Counters counters() {
    return counters;
  }

  PolicyImpact impact() {
    return impact;
  }

  RuleCounts rules() {
    return rules;
  }

  LogBuffer buffer() {
    return buffer;
  }

  LogWatch watch() {
    return watch;
  }

  SyslogLog hosts() {
    return hosts;
  }

  /** Holds from the next event on. */
  void change(Logging logging) {
    stream.change(level(logging));
    hosts.change(new SyslogLog.Level(logging.hosts(), logging.messages()));
    watch.change(look(logging));
    Severity buffered = logging.buffered();
    buffer.change(
        buffered == null
            ? null
            : new LogBuffer.Level(
                logging.style().upTo(buffered), logging.bufferSize(), logging.messages()));
  }

  private static LogWatch.Look look(Logging logging) {
    return new LogWatch.Look(logging.style(), logging.messages());
  }

  private static StreamLog.Level level(Logging logging) {
    return new StreamLog.Level(
        logging.json() ? LogFormat.JSON : LogFormat.TEXT,
        logging.level(),
        logging.stdout(),
        logging.messages());
  }

  /** Log hosts first: they report what they could not send. */
  @Override
  public void close() {
    hosts.close();
    stream.close();
  }
}
