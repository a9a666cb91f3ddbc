package org.mailguard.doctor.read.capture;

/** A capture file that cannot be read on. The message has the offset, and is for people. */
public final class CaptureException extends Exception {
  private static final long serialVersionUID = 1L;

  CaptureException(String message, long offset) {
    super(message + " at offset " + offset);
  }
}
