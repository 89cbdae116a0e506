# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml ./
COPY src src
COPY config/rules.yaml config/
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package

FROM eclipse-temurin:17-jre
RUN groupadd --gid 10001 self-heal \
 && useradd --uid 10001 --gid 10001 --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin self-heal \
 && install -d -o 10001 -g 10001 -m 0750 /var/lib/self-heal /var/lib/self-heal/ledger /var/lib/self-heal/spool /var/lib/self-heal/store
COPY --from=build /build/target/dist /opt/self-heal
COPY config/kubernetes/responder.yaml config/rules.yaml /etc/self-heal/
# The archive belongs to this very JVM and these very files, so it is made here. Without it everything works, half a
# second later.
RUN JAVA_OPTS="-Xmx256m -Xlog:cds=error -XX:ArchiveClassesAtExit=/opt/self-heal/lib/self-heal.jsa" \
    /opt/self-heal/bin/self-heal rehearse
# For `kubectl exec deploy/self-heal-responder -- self-heal approve`.
ENV PATH=/opt/self-heal/bin:$PATH SELF_HEAL_CONFIG=/etc/self-heal/responder.yaml
USER 10001:10001
EXPOSE 8080 8081
ENTRYPOINT ["/opt/self-heal/bin/self-heal"]
CMD ["serve", "--config", "/etc/self-heal/responder.yaml"]
