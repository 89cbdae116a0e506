package io.selfheal.reliability;

/** How a replica is lost. */
enum Loss {
  KILLED {
    @Override
    void happen(Replica replica) throws Exception {
      replica.served().kill();
    }
  },

  /** It wakes up later, and does not know how much. */
  STOPPED {
    @Override
    void happen(Replica replica) throws Exception {
      replica.served().signal("STOP");
    }

    @Override
    boolean end(Replica replica) throws Exception {
      replica.served().signal("CONT");
      return true;
    }
  },

  /** It goes on working, and the ledger's server hears nothing of it. */
  CUT_OFF {
    @Override
    void happen(Replica replica) {
      replica.wire().cut();
    }

    @Override
    boolean end(Replica replica) {
      replica.wire().mend();
      return true;
    }
  };

  abstract void happen(Replica replica) throws Exception;

  /** Whether it is there again. */
  boolean end(Replica replica) throws Exception {
    return false;
  }
}
