package io.selfheal.triage.threads;

import io.selfheal.triage.threads.dump.Frame;
import io.selfheal.triage.threads.dump.JavaThread;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whose code a frame is: the JDK's, a well-known library's, or the application's. */
final class Code {
  /** Libraries that carry an application's threads; the culprit is whoever calls them. */
  private static final Set<String> LIBRARIES =
      Set.of(
          "org.springframework",
          "org.apache",
          "io.netty",
          "org.eclipse",
          "io.undertow",
          "org.jboss",
          "org.xnio",
          "org.hibernate",
          "com.zaxxer",
          "com.mysql",
          "org.mariadb",
          "org.postgresql",
          "oracle",
          "com.microsoft.sqlserver",
          "com.ibm",
          "org.h2",
          "org.hsqldb",
          "org.sqlite",
          "com.mchange",
          "com.alibaba.druid",
          "io.agroal",
          "com.fasterxml",
          "ch.qos",
          "org.slf4j",
          "org.junit",
          "kotlin",
          "kotlinx",
          "scala",
          "akka",
          "groovy",
          "org.codehaus",
          "reactor",
          "io.reactivex",
          "rx",
          "com.google",
          "okhttp3",
          "okio",
          "retrofit2",
          "feign",
          "io.grpc",
          "io.vertx",
          "io.quarkus",
          "io.micronaut",
          "io.helidon",
          "io.javalin",
          "redis.clients",
          "io.lettuce",
          "org.redisson",
          "com.mongodb",
          "com.rabbitmq",
          "com.datastax",
          "org.elasticsearch",
          "co.elastic",
          "org.opensearch",
          "com.hazelcast",
          "com.github.benmanes",
          "org.quartz",
          "org.jdbi",
          "org.mybatis",
          "org.jooq",
          "org.flywaydb",
          "liquibase",
          "io.micrometer",
          "io.prometheus",
          "com.datadog",
          "datadog",
          "io.opentelemetry",
          "com.newrelic",
          "org.glassfish",
          "org.aspectj",
          "net.bytebuddy",
          "net.sf",
          "com.amazonaws",
          "software.amazon",
          "com.azure",
          "io.kubernetes",
          "io.fabric8",
          "com.slack",
          "org.bouncycastle",
          "org.infinispan",
          "com.netflix",
          "org.jetbrains",
          "com.intellij",
          "io.dropwizard",
          "com.codahale",
          "io.github.resilience4j");

  /** No library above is told by more parts of its package's name. */
  private static final int PARTS = 3;

  private Code() {}

  static boolean application(Frame frame) {
    String name = frame.name();
    return !JdkCalls.of(frame) && !generated(name) && !library(name);
  }

  private static boolean library(String name) {
    int dot = name.indexOf('.');
    for (int part = 0; part < PARTS && dot > 0; part++) {
      if (LIBRARIES.contains(name.substring(0, dot))) {
        return true;
      }
      dot = name.indexOf('.', dot + 1);
    }
    return false;
  }

  private static boolean generated(String name) {
    return name.contains("$$Lambda")
        || name.contains("$Proxy")
        || name.contains("$$Enhancer")
        || name.contains("$$FastClass")
        || name.contains("$$SpringCGLIB$$");
  }

  /** The application's call nearest to the top. */
  static Optional<Frame> topmost(List<Frame> stack) {
    for (Frame frame : stack) {
      if (application(frame)) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  static Optional<Frame> topmost(JavaThread thread) {
    return topmost(thread.stack());
  }

  /** The first call that is not the JDK's, be it a library's or the application's. */
  static Optional<Frame> caller(List<Frame> stack) {
    for (Frame frame : stack) {
      if (!JdkCalls.of(frame) && !generated(frame.name())) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }

  /**
   * Where in the application it is: its call nearest to the top, and who called that from another
   * class, as the first may be anybody's helper.
   */
  static Optional<String> place(List<Frame> stack) {
    return topmost(stack)
        .map(
            top ->
                Words.code(name(top))
                    + stack.stream()
                        .skip(stack.indexOf(top) + 1L)
                        .filter(Code::application)
                        .filter(frame -> !outer(frame).equals(outer(top)))
                        .findFirst()
                        .map(frame -> " (from " + Words.code(name(frame)) + ")")
                        .orElse(""));
  }

  private static String outer(Frame frame) {
    String type = frame.type();
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  /** As people write it: {@code Leaky.spin}, also where the compiler made a method of a lambda. */
  static String name(Frame frame) {
    String type = frame.type();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method(frame.method());
  }

  /** {@code lambda$spin$0} is written in {@code spin}. */
  private static String method(String method) {
    if (!method.startsWith("lambda$")) {
      return method;
    }
    int end = method.indexOf('$', 7);
    return end < 0 ? method : method.substring(7, end);
  }
}
