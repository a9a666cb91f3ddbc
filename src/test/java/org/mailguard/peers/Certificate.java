package org.mailguard.peers;

import java.io.IOException;
import java.nio.file.Path;

/** A self-signed certificate for {@code localhost} and 127.0.0.1 with its key, as files. */
record Certificate(Path certificate, Path key) {
  static Certificate create(Folder folder) throws IOException {
    var created = new Certificate(folder.file("cert.pem"), folder.file("key.pem"));
    Program.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout",
            created.key.toString(),
            "-out",
            created.certificate.toString())
        .succeeded();
    return created;
  }
}
