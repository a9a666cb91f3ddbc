package org.mailguard.proxy;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps Netty's reports of buffers that were never released; Netty itself only logs them. The build
 * sets the level to paranoid, so that every buffer is followed.
 */
final class LeakReports extends ResourceLeakDetectorFactory {
  private final List<String> reports = new CopyOnWriteArrayList<>();

  /** Must come before the first buffer of the process. */
  static LeakReports install() {
    LeakReports reports = new LeakReports();
    setResourceLeakDetectorFactory(reports);
    return reports;
  }

  @Override
  @Deprecated // Netty's word; the method is abstract all the same
  @SuppressWarnings("InlineMeSuggester")
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(
      Class<T> resource, int interval, long max) {
    return newResourceLeakDetector(resource, interval);
  }

  @Override
  public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval) {
    return new ResourceLeakDetector<>(resource, interval) {
      @Override
      protected void reportTracedLeak(String type, String records) {
        reports.add(type + ": " + records);
      }

      @Override
      protected void reportUntracedLeak(String type) {
        reports.add(type);
      }
    };
  }

  /** What was lost up to now; a report needs a collection, and an allocation after it. */
  List<String> collect() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      System.gc();
      ByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    return List.copyOf(reports);
  }
}
