package org.mailguard.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that another library wrote, as a client does, are read as they were. */
class NamesOfClientsTest {
  private static final String LETTERS = "abcXYZ 019.-_()[]<>@,;:\\\"/?='%*&äßéñøŁжשع中文日本語한국😀";

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({"B,utf-8", "Q,utf-8", "B,gb18030", "Q,gb18030", "2231,utf-8", "2231,gb18030"})
  void isReadAsItWas(String form, String charset)
      throws MessagingException, UnsupportedEncodingException {
    SplittableRandom random = new SplittableRandom(form.hashCode());
    for (int round = 0; round < 300; round++) {
      String name = name(random);
      assertThat(read(field(form, charset, name))).as(name).contains(name);
    }
  }

  private static String field(String form, String charset, String name)
      throws MessagingException, UnsupportedEncodingException {
    if (!form.equals("2231")) {
      String word = MimeUtility.encodeText(name, charset, form);
      MimeBodyPart part = new MimeBodyPart();
      part.setHeader("x", word.replace("\\", "\\\\").replace("\"", "\\\""));
      return "Content-Disposition: attachment;\r\n filename=\"" + part.getHeader("x")[0] + "\"";
    }
    ParameterList parameters = new ParameterList();
    parameters.set("filename", name, charset);
    return "Content-Disposition: attachment" + parameters.toString(31);
  }

  private static String name(SplittableRandom random) {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder name = new StringBuilder("n");
    for (int i = random.nextInt(60); i >= 0; i--) {
      name.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    // Encoded words have a way to write it only if something needs encoding.
    return name.append("ä.exe").toString();
  }

  private static List<String> read(String field) {
    List<String> names = new ArrayList<>();
    ContentScanner scanner =
        new ContentScanner(
            EnumSet.of(ContentSubject.PARTS),
            ContentLimits.DEFAULT,
            new ContentListener() {
              @Override
              public void fileName(FileName name) {
                names.add(name.name());
              }
            });
    scanner.scan(ByteBuffer.wrap((field + "\r\n\r\n").getBytes(US_ASCII)));
    scanner.end();
    return names;
  }
}
