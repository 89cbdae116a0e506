package io.selfheal.triage.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Each deployment of a plugin has a class loader; a registry keeps one object of each. */
final class LoaderLeak {
  private static final List<Object> DEPLOYED = new ArrayList<>();
  private static final int DEPLOYMENTS = 120;

  /** What is deployed: its class keeps something of its own. */
  public static final class Plugin {
    static final byte[] CONFIGURATION = new byte[100_000];
  }

  private static final class PluginLoader extends ClassLoader {
    PluginLoader() {
      super(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      String file = "/" + name.replace('.', '/') + ".class";
      try (InputStream in = LoaderLeak.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private LoaderLeak() {}

  public static void main(String[] args) throws Exception {
    boolean sick = CorpusProgram.sick(args);
    for (int i = 0; i < DEPLOYMENTS; i++) {
      Class<?> plugin = new PluginLoader().loadClass(LoaderLeak.class.getName() + "$Plugin");
      DEPLOYED.add(plugin.getDeclaredConstructor().newInstance());
      if (!sick) {
        DEPLOYED.clear();
      }
    }
    CorpusProgram.ready();
  }
}
