package io.selfheal.triage.threads.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameTest {
  @ParameterizedTest
  @CsvSource({
    "S.main(S.java:22), S.main",
    "java.lang.Thread.sleep(java.base@17.0.15/Native Method), java.lang.Thread.sleep",
    "java.base/java.lang.Thread.run(Thread.java:1474), java.lang.Thread.run",
    "app//com.shop.Cart.add(Cart.java:1), com.shop.Cart.add",
    "S$$Lambda/0x0000000074040210.run(Unknown Source), S$$Lambda.run",
    "S$$Lambda$1/0x00007fb2f4000a08.run(Unknown Source), S$$Lambda$1.run",
    "java.base/java.lang.VirtualThread$$Lambda/0x01.run(Unknown), java.lang.VirtualThread$$Lambda.run",
    "java.lang.invoke.LambdaForm$MH/0x01.invoke(java.base/LambdaForm$MH), java.lang.invoke.LambdaForm$MH.invoke",
    "jdk.proxy1/jdk.proxy1.$Proxy0.run(Unknown Source), jdk.proxy1.$Proxy0.run",
    "nothing, nothing"
  })
  void a_call_is_known_without_module_line_and_address(String text, String name) {
    assertEquals(name, Frame.of(text).name());
  }
}
