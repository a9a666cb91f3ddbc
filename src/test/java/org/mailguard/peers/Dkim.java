package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;

/**
 * Signs messages and checks signatures with python3-dkim, the key at hand in place of DNS: a judge
 * of whether a message came through unharmed that is not ours.
 */
final class Dkim implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3"; // Debian's own, which has the package
  private static final String PROGRAM =
      """
      import base64, dkim, re, sys
      if sys.argv[1] == "sign":
          message, key = open(sys.argv[2], "rb").read(), open(sys.argv[3], "rb").read()
          signature = dkim.sign(message, b"sel", b"sender.test", key, canonicalize=(b"simple", b"simple"))
          print(base64.b64encode(signature).decode(), end="")
      else:
          message = re.sub(b"\\r?\\n", b"\\r\\n", open(sys.argv[2], "rb").read())
          pem = open(sys.argv[3]).read()
          record = "v=DKIM1; k=rsa; p=" + "".join(pem.split("-----")[2].split())
          good = dkim.verify(message, dnsfunc=lambda name, timeout=5: record.encode())
          print("good" if good else "bad", end="")
      """;

  private final Folder folder;

  private Dkim(Folder folder) {
    this.folder = folder;
  }

  /** Makes a key of its own. */
  static Dkim create() throws IOException {
    var dkim = new Dkim(Folder.create("dkim"));
    dkim.folder.write("judge.py", PROGRAM);
    String secret = dkim.folder.file("secret.pem").toString();
    String open = dkim.folder.file("public.pem").toString();
    Program.run("openssl", "genrsa", "-out", secret, "2048").succeeded();
    Program.run("openssl", "rsa", "-in", secret, "-pubout", "-out", open).succeeded();
    return dkim;
  }

  /**
   * Puts a signature on top that covers header and body octet by octet, as the simple canonical
   * forms do.
   */
  TestMessage signed(TestMessage message) throws IOException {
    byte[] signature = Base64.getDecoder().decode(run("sign", message.octets(), "secret.pem"));
    byte[] signed = new byte[signature.length + message.octets().length];
    System.arraycopy(signature, 0, signed, 0, signature.length);
    System.arraycopy(message.octets(), 0, signed, signature.length, message.octets().length);
    return new TestMessage("dkim", signed);
  }

  /** Whether the signature holds; lines may end with LF. */
  boolean verifies(byte[] message) throws IOException {
    return run("verify", message, "public.pem").equals("good");
  }

  private String run(String verb, byte[] message, String key) throws IOException {
    var file = Files.write(folder.file("message"), message);
    String program = folder.file("judge.py").toString();
    return Program.run(PYTHON, program, verb, file.toString(), folder.file(key).toString())
        .succeeded();
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
