package io.selfheal.evidence.jcmd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.selfheal.evidence.ArtefactKind;
import io.selfheal.evidence.Wanted;
import io.selfheal.evidence.capture.CaptureOrder;
import org.junit.jupiter.api.Test;

class FoundJvmsTest {
  private final Scene scene = new Scene();
  private final FoundJvms found = new FoundJvms();

  @Test
  void one_incident_searches_once_for_all_its_kinds() throws Exception {
    assertEquals("1", find("inc-1", ArtefactKind.THREAD_DUMP));
    assertEquals("1", find("inc-1", ArtefactKind.HEAP_DUMP));
    assertEquals("1", find("inc-1", ArtefactKind.CLASS_HISTOGRAM));
    assertEquals(1, searches());
  }

  @Test
  void another_incident_searches_for_itself() throws Exception {
    find("inc-1", ArtefactKind.THREAD_DUMP);
    find("inc-2", ArtefactKind.THREAD_DUMP);
    assertEquals(2, searches());
  }

  @Test
  void a_jvm_that_is_gone_meanwhile_is_searched_for_again() throws Exception {
    runs("6");
    find("inc-1", ArtefactKind.THREAD_DUMP);
    runs("7");
    assertEquals("7", find("inc-1", ArtefactKind.HEAP_DUMP));
    assertEquals(2, searches());
  }

  @Test
  void the_first_process_is_the_same_for_as_long_as_its_container_is() throws Exception {
    find("inc-1", ArtefactKind.THREAD_DUMP);
    int asked = scene.cluster.commands.size();
    assertEquals("1", find("inc-1", ArtefactKind.HEAP_DUMP));
    assertEquals(asked, scene.cluster.commands.size());
  }

  @Test
  void an_image_that_tells_nothing_of_processes_is_searched_each_time() throws Exception {
    scene.cluster.lacks("status").says("env jcmd -l", "6 Leaky\n");
    find("inc-1", ArtefactKind.THREAD_DUMP);
    find("inc-1", ArtefactKind.HEAP_DUMP);
    assertEquals(2, searches());
  }

  private void runs(String pid) {
    scene
        .cluster
        .says("status", Scene.ATTACHABLE.replace("Pid:\t1\n", "Pid:\t" + pid + "\n"))
        .says("env jcmd -l", pid + " Leaky\n");
  }

  private String find(String incident, ArtefactKind kind) throws Exception {
    Commands commands = new Commands(scene.cluster, Scene.TARGET);
    CaptureOrder order = new CaptureOrder(Scene.TARGET, Wanted.of(kind), incident);
    JvmSearch search = JvmSearch.inside(commands, order.wanted().jvm());
    return found.find(order, search).map(Jvm::pid).orElseThrow();
  }

  private long searches() {
    return scene.cluster.commands.stream().filter(argv -> argv.contains("-l")).count();
  }
}
