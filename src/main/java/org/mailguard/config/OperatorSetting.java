package org.mailguard.config;

import java.net.InetAddress;
import java.util.function.UnaryOperator;

/** Who may operate the guard: passwords, users, the doors of the console, and their levels. */
sealed interface OperatorSetting extends Setting {
  /** The level of an operator who may do everything. */
  int MOST_LEVEL = 15;

  /** The level of a user whose line names none. */
  int USUAL_LEVEL = 2;

  /** The same with each clear word hashed; itself if it has none. */
  default OperatorSetting sealed(UnaryOperator<String> hash) {
    return this;
  }

  /** True if a clear word stands in it. */
  default boolean isClear() {
    return false;
  }

  /**
   * A password as a line has it.
   *
   * @param text the word itself, or what a device or the guard made of it
   */
  record Password(String text, Form form) {
    /** What the word behind it says. */
    enum Form {
      CLEAR(""),
      PBKDF2("pbkdf2"),
      ENCRYPTED("encrypted"),
      NT_ENCRYPTED("nt-encrypted");

      private final String word;

      Form(String word) {
        this.word = word;
      }

      String word() {
        return word;
      }
    }

    /** True if stars stand in its place, as in what a device shows of itself. */
    boolean isHidden() {
      return text.chars().allMatch(c -> c == '*');
    }

    boolean isClear() {
      return form == Form.CLEAR && !isHidden();
    }

    Password sealed(UnaryOperator<String> hash) {
      return isClear() ? new Password(hash.apply(text), Form.PBKDF2) : this;
    }

    /** Without the word: a message of a failure may show it. */
    @Override
    public String toString() {
      return Secrets.STARS + form.word();
    }
  }

  /**
   * The word of Telnet.
   *
   * @param word {@code passwd} or {@code password}, which say the same
   */
  record Login(String word, Password password) implements OperatorSetting {
    @Override
    public OperatorSetting sealed(UnaryOperator<String> hash) {
      return new Login(word, password.sealed(hash));
    }

    @Override
    public boolean isClear() {
      return password.isClear();
    }
  }

  /** {@code enable password}; the level from 1 to 15. */
  record Enable(int level, Password password) implements OperatorSetting {
    @Override
    public OperatorSetting sealed(UnaryOperator<String> hash) {
      return new Enable(level, password.sealed(hash));
    }

    @Override
    public boolean isClear() {
      return password.isClear();
    }
  }

  /** {@code username ... password}; the level from 0 to 15. */
  record User(String name, Password password, int level) implements OperatorSetting {
    @Override
    public OperatorSetting sealed(UnaryOperator<String> hash) {
      return new User(name, password.sealed(hash), level);
    }

    @Override
    public boolean isClear() {
      return password.isClear();
    }
  }

  /** {@code username ... nopassword}. */
  record OpenUser(String name, int level) implements OperatorSetting {}

  /** {@code username ... attributes}; the lines below it follow. */
  record UserAttributes(String name) implements OperatorSetting {}

  /**
   * {@code ssh authentication publickey}.
   *
   * @param key in base64 (RFC 4253 section 6.6), or its hash as a device shows it
   */
  record PublicKey(String key, boolean hashed) implements OperatorSetting {}

  /** {@code service-type}. */
  record ServiceType(String type) implements OperatorSetting {}

  /**
   * {@code privilege}.
   *
   * @param form {@code show}, {@code clear}, {@code cmd}, {@code configure}, or empty
   * @param mode {@code exec}, {@code configure}, or empty
   */
  record CommandLevel(String form, int level, String mode, String command)
      implements OperatorSetting {}

  /** A way in over the network. */
  enum Door {
    TELNET("telnet", 23, 1440),
    SSH("ssh", 22, 60);

    private final String word;
    private final int port;
    private final int mostMinutes;

    Door(String word, int port, int mostMinutes) {
      this.word = word;
      this.port = port;
      this.mostMinutes = mostMinutes;
    }

    String word() {
      return word;
    }

    /** By default. */
    int port() {
      return port;
    }

    /** Of {@code timeout}, as on the device. */
    int mostMinutes() {
      return mostMinutes;
    }
  }

  /**
   * {@code telnet} and {@code ssh} with a network.
   *
   * @param name of an interface, or empty for every one
   */
  record Admitted(Door door, InetAddress network, int prefix, String name)
      implements OperatorSetting {}

  /** {@code telnet timeout} and {@code ssh timeout}. */
  record DoorIdle(Door door, int minutes) implements OperatorSetting {}

  /** {@code telnet port} and {@code ssh port}. */
  record DoorPort(Door door, int port) implements OperatorSetting {}

  /** {@code ssh version}. */
  record SshVersion(int version) implements OperatorSetting {}

  /** {@code console timeout}; 0 for never. */
  record ConsoleIdle(int minutes) implements OperatorSetting {}

  /**
   * {@code aaa authentication ... console}.
   *
   * @param way {@code telnet}, {@code ssh}, {@code serial} or {@code enable}
   * @param servers a group of AAA servers, or empty
   * @param local whether the users of the configuration are asked
   */
  record Authentication(String way, String servers, boolean local) implements OperatorSetting {}

  /** {@code aaa authorization command}. */
  record CommandAuthorization(String servers, boolean local) implements OperatorSetting {}

  /** {@code aaa authorization exec}. */
  record ExecAuthorization(boolean local, boolean autoEnable) implements OperatorSetting {}

  /**
   * {@code quota management-session}.
   *
   * @param kind {@code http}, {@code ssh}, {@code telnet}, {@code user}, or empty for all together
   */
  record SessionQuota(String kind, int sessions) implements OperatorSetting {}
}
