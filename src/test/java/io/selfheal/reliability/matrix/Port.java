package io.selfheal.reliability.matrix;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.FailureReason;
import io.selfheal.incident.LedgerException;
import io.selfheal.kubernetes.ClusterException;
import io.selfheal.kubernetes.Removal;
import io.selfheal.notification.NotificationException;
import io.selfheal.storage.StorageException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the responder calls, and what it hears when that fails: the port's own exception. */
enum Port {
  LEDGER {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) {
      throw new LedgerException("Cannot write the ledger: the simulation wants it so");
    }
  },
  CLUSTER {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) throws ClusterException {
      boolean eviction = method.getName().equals("evict");
      if (eviction && fault == Fault.CONFLICT) {
        return Removal.CHANGED;
      }
      if (eviction && fault == Fault.THROTTLED) {
        return Removal.BUDGET_REFUSES;
      }
      throw new ClusterException(reason(fault), "The simulation wants it so");
    }

    private static ClusterException.Reason reason(Fault fault) {
      return switch (fault) {
        case CONFLICT -> ClusterException.Reason.CONFLICT;
        case THROTTLED, SERVER_ERROR -> ClusterException.Reason.SERVER_ERROR;
        case RESET -> ClusterException.Reason.UNREACHABLE;
        default -> ClusterException.Reason.TIMEOUT;
      };
    }
  },
  EVIDENCE {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) {
      return List.of(SimulatedEvidence.failed((ArtefactKind) arguments[1], reason(fault)));
    }

    private static FailureReason reason(Fault fault) {
      return switch (fault) {
        case CONFLICT -> FailureReason.TARGET_CHANGED;
        case THROTTLED, SERVER_ERROR -> FailureReason.CLUSTER_UNREACHABLE;
        case RESET -> FailureReason.STREAM_CUT;
        default -> FailureReason.TIMEOUT;
      };
    }
  },
  SPOOL {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) throws IOException {
      throw new IOException("The simulation wants it so");
    }
  },
  STORE {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) throws StorageException {
      throw new StorageException(reason(fault), "The simulation wants it so");
    }

    private static StorageException.Reason reason(Fault fault) {
      return switch (fault) {
        case CONFLICT -> StorageException.Reason.CHECKSUM_MISMATCH;
        case THROTTLED -> StorageException.Reason.RATE_LIMITED;
        case SERVER_ERROR -> StorageException.Reason.SERVER_ERROR;
        default -> StorageException.Reason.UNREACHABLE;
      };
    }
  },
  CHANNEL {
    @Override
    Object fail(Fault fault, Method method, Object[] arguments) throws NotificationException {
      throw fault == Fault.THROTTLED
          ? new NotificationException(
              NotificationException.Reason.RATE_LIMITED,
              "The simulation wants it so",
              Optional.of(Duration.ofSeconds(3)))
          : new NotificationException(reason(fault), "The simulation wants it so");
    }

    private static NotificationException.Reason reason(Fault fault) {
      return switch (fault) {
        case CONFLICT -> NotificationException.Reason.REJECTED;
        case SERVER_ERROR -> NotificationException.Reason.SERVER_ERROR;
        default -> NotificationException.Reason.UNREACHABLE;
      };
    }
  };

  /** What its caller hears, by an exception or by what is returned. */
  abstract Object fail(Fault fault, Method method, Object[] arguments) throws Exception;
}
