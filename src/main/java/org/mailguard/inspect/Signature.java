package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Kinds of files that are known by their first octets. */
public enum Signature {
  ZIP("PK\3\4"),
  /** A ZIP archive whose first file is encrypted: bit 0 of the general purpose flag. */
  ENCRYPTED_ZIP("PK\3\4"),
  EMPTY_ZIP("PK\5\6"),
  RAR("Rar!\32\7"),
  SEVEN_ZIP("7z\u00bc\u00af\47\34"),
  GZIP("\37\u008b"),
  BZIP2("BZh"),
  XZ("\u00fd7zXZ\0"),
  CABINET("MSCF"),
  /** A program for DOS or Windows. */
  EXECUTABLE("MZ"),
  ELF("\177ELF"),
  PDF("%PDF"),
  /** Documents of older office programs, installers, Outlook messages. */
  OLE("\u00d0\u00cf\21\u00e0\u00a1\u00b1\32\u00e1"),
  /** {@code winmail.dat}: Outlook's own wrapping of attachments. */
  TNEF("x\u009f\76\42"),
  SHORTCUT("L\0\0\0\1\24\2\0");

  private static final int FLAGS = 6;
  private static final int NAME_LENGTH = 26;
  private static final int NAME = 30;
  private static final String SPANNED = "PK\7\10";
  private static final String ONE_SEGMENT = "PK00";

  /** One character an octet. */
  private final String octets;

  Signature(String octets) {
    this.octets = octets;
  }

  /** True for a ZIP archive of any kind. */
  public boolean isZip() {
    return this == ZIP || this == ENCRYPTED_ZIP || this == EMPTY_ZIP;
  }

  /** Of the first {@code length} octets of a file; null if they are of no kind known here. */
  static @Nullable PartSignature of(int part, byte[] prefix, int length) {
    int from = begins(prefix, 0, length, SPANNED) || begins(prefix, 0, length, ONE_SEGMENT) ? 4 : 0;
    if (begins(prefix, from, length, ZIP.octets)) {
      boolean encrypted = from + FLAGS < length && (prefix[from + FLAGS] & 1) != 0;
      return archive(part, encrypted ? ENCRYPTED_ZIP : ZIP, prefix, from, length);
    }
    for (Signature signature : values()) {
      if (begins(prefix, 0, length, signature.octets)) {
        return new PartSignature(part, signature, "", false);
      }
    }
    return null;
  }

  private static boolean begins(byte[] prefix, int from, int length, String octets) {
    if (from + octets.length() > length) {
      return false;
    }
    for (int i = 0; i < octets.length(); i++) {
      if ((prefix[from + i] & 0xff) != octets.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name in the first local file header (APPNOTE.TXT section 4.3.7), as far as it is kept. */
  private static PartSignature archive(
      int part, Signature kind, byte[] prefix, int from, int length) {
    int name = from + NAME;
    if (name > length) {
      return new PartSignature(part, kind, "", false);
    }
    int low = prefix[from + NAME_LENGTH] & 0xff;
    int high = prefix[from + NAME_LENGTH + 1] & 0xff;
    int written = high << 8 | low;
    int kept = Math.min(written, length - name);
    return new PartSignature(part, kind, new String(prefix, name, kept, UTF_8), kept < written);
  }
}
