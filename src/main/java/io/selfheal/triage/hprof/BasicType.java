package io.selfheal.triage.hprof;

/** What a field or an array's element is. */
public enum BasicType {
  OBJECT(2, 0, "object"),
  BOOLEAN(4, 1, "boolean"),
  CHAR(5, 2, "char"),
  FLOAT(6, 4, "float"),
  DOUBLE(7, 8, "double"),
  BYTE(8, 1, "byte"),
  SHORT(9, 2, "short"),
  INT(10, 4, "int"),
  LONG(11, 8, "long");

  private static final BasicType[] BY_TAG = new BasicType[12];

  static {
    for (BasicType type : values()) {
      BY_TAG[type.tag] = type;
    }
  }

  private final int tag;
  private final int bytes;
  private final String keyword;

  BasicType(int tag, int bytes, String keyword) {
    this.tag = tag;
    this.bytes = bytes;
    this.keyword = keyword;
  }

  /** As Java writes it. */
  public String keyword() {
    return keyword;
  }

  /** In a dump. */
  public int bytes(int idSize) {
    return this == OBJECT ? idSize : bytes;
  }

  static BasicType of(int tag, HprofInput in) throws HprofException {
    BasicType type = tag < BY_TAG.length ? BY_TAG[tag] : null;
    if (type == null) {
      throw in.damaged("there is no type of the number " + tag);
    }
    return type;
  }
}
