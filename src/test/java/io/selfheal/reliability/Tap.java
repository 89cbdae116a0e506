package io.selfheal.reliability;

import io.selfheal.kubernetes.ByteSink;
import io.selfheal.kubernetes.Cluster;
import io.selfheal.kubernetes.ExecRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real client, with a test's hand at what passes: before and after each call, and at the first
 * bytes that come of a stream. A call is named as its method; a command as its program, or as what
 * jcmd is asked for.
 */
public final class Tap {
  /** Something that a test does in the middle. */
  public interface Act {
    void run() throws Exception;
  }

  public final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Act> before = new ConcurrentHashMap<>();
  private final Map<String, Act> after = new ConcurrentHashMap<>();
  private final Map<String, Act> firstBytes = new ConcurrentHashMap<>();

  /** Each time. */
  public void before(String call, Act act) {
    before.put(call, act);
  }

  /** Each time, when it has ended well or not. */
  public void after(String call, Act act) {
    after.put(call, act);
  }

  /** Once. */
  public void atFirstBytes(String program, Act act) {
    firstBytes.put(program, act);
  }

  public Cluster on(Cluster real) {
    return (Cluster)
        Proxy.newProxyInstance(
            Tap.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, method, arguments) -> call(real, method, arguments));
  }

  private Object call(Cluster real, Method method, Object[] arguments) throws Throwable {
    String name = name(method, arguments);
    calls.add(name);
    act(before, name);
    try {
      if (arguments != null && arguments.length == 2 && arguments[1] instanceof ByteSink sink) {
        arguments[1] = tapped(name, sink);
      }
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      act(after, name);
    }
  }

  private static String name(Method method, Object[] arguments) {
    if (!method.getName().equals("exec")) {
      return method.getName();
    }
    List<String> argv =
        ((ExecRequest) arguments[0])
            .argv().stream().filter(argument -> !argument.startsWith("-J")).toList();
    int jcmd = argv.indexOf("jcmd");
    return jcmd >= 0 && argv.size() > jcmd + 2 ? argv.get(jcmd + 2) : argv.get(0);
  }

  private ByteSink tapped(String program, ByteSink sink) {
    return bytes -> {
      Optional<Act> first = Optional.ofNullable(firstBytes.remove(program));
      sink.accept(bytes);
      if (first.isPresent()) {
        run(first.get());
      }
    };
  }

  private static void run(Act act) throws IOException {
    try {
      act.run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void act(Map<String, Act> acts, String name) throws Exception {
    Act act = acts.get(name);
    if (act != null) {
      act.run();
    }
  }
}
