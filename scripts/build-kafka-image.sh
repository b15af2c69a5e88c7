#!/usr/bin/env bash
# Builds an image with the interface of apache/kafka, for machines that can't pull one: the jars of kafka/pom.xml, a
# runtime from this machine's JDK, and busybox. Does nothing where the image is up to date.
# Usage: scripts/build-kafka-image.sh [tag]       Needs: docker, mvn or a filled cache, jlink, busybox-static.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(grep -A1 '<artifactId>kafka_2.13<' kafka/pom.xml | sed -n 's:.*<version>\(.*\)</version>.*:\1:p')
tag=${1:-apache/kafka:$version}
pom_digest=$(sha256sum kafka/pom.xml | cut -c1-12)
contents=$(cat kafka/pom.xml kafka/jars.sha256 "scripts/$(basename "$0")" | sha256sum | cut -c1-12)

if [ "$(docker image inspect --format '{{index .Config.Labels "kafka-grader.contents"}}' "$tag" 2>/dev/null)" = "$contents" ]; then
  echo "$tag is up to date"
  exit 0
fi

check_jars() {
  (cd "$1" && LC_ALL=C sha256sum -- *.jar) | diff kafka/jars.sha256 - ||
    { echo "The jars in $1 (>) are not those of kafka/jars.sha256 (<). Remove them, and try again." >&2; exit 2; }
}

cache=${KAFKA_GRADER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kafka-grader}
libs=$cache/kafka-$version-$pom_digest/libs
if [ ! -d "$libs" ]; then
  mkdir -p "$(dirname "$libs")"
  unfinished=$(mktemp -d "$(dirname "$libs")/.libs-unfinished-XXXXXX")
  trap 'rm -rf "$unfinished"' EXIT
  mvn --batch-mode --quiet --strict-checksums --file kafka/pom.xml dependency:copy-dependencies -DincludeScope=runtime \
    "-DoutputDirectory=$unfinished"
  check_jars "$unfinished"
  mv -T "$unfinished" "$libs"
fi
check_jars "$libs"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/rootfs
mkdir -p "$root"/{bin,lib64,lib/x86_64-linux-gnu,opt/kafka/libs,opt/kafka/default,opt/kafka/config,mnt/config,tmp,etc}

jlink --add-modules java.base,java.management,java.naming,java.security.jgss,java.security.sasl,java.sql,java.xml,java.desktop,jdk.management,jdk.unsupported,java.logging,jdk.zipfs \
  --strip-debug --no-header-files --no-man-pages --output "$root/jre"
"$root/jre/bin/java" -Xshare:dump >/dev/null
cp "$libs"/*.jar "$root/opt/kafka/libs/"
cp /bin/busybox "$root/bin/"
for applet in sh cat ls mkdir sleep cp rm grep; do ln -s busybox "$root/bin/$applet"; done
find "$root/jre" \( -name '*.so' -o -name java \) -type f -exec ldd {} + 2>/dev/null |
  awk '/=> \//{print $3}' | sort -u | grep -v "^$work" |
  xargs -I{} cp -nL {} "$root/lib/x86_64-linux-gnu/"
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64/"
touch "$root"/opt/kafka/default/{server.properties,log4j2.yaml,tools-log4j2.yaml}
echo 'root:x:0:0:root:/:/bin/sh' > "$root/etc/passwd"

# As the official image: KAFKA_* becomes the configuration, the data directory is formatted, the server takes over.
cat > "$root/start.sh" <<'S'
#!/bin/sh
set -e
/jre/bin/java -XX:SharedArchiveFile=/opt/kafka/setup.jsa -XX:TieredStopAtLevel=1 -cp '/opt/kafka/libs/*' \
  kafka.docker.KafkaDockerWrapper setup \
  --default-configs-dir /opt/kafka/default --mounted-configs-dir /mnt/config --final-configs-dir /opt/kafka/config
exec /jre/bin/java ${KAFKA_HEAP_OPTS:--Xmx512m} $KAFKA_JVM_PERFORMANCE_OPTS -XX:SharedArchiveFile=/opt/kafka/server.jsa \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info \
  -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
S

# Runs both programs once, so that the JVM keeps the classes that they use in an archive.
cat > "$root/record.sh" <<'S'
#!/bin/sh
set -e
export CLUSTER_ID=MkU3OEVBNTcwNTJENDM2Qk KAFKA_NODE_ID=1 KAFKA_PROCESS_ROLES=broker,controller
export KAFKA_LISTENERS=ADMIN://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093 KAFKA_ADVERTISED_LISTENERS=ADMIN://127.0.0.1:9092
export KAFKA_LISTENER_SECURITY_PROTOCOL_MAP=ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT KAFKA_INTER_BROKER_LISTENER_NAME=ADMIN
export KAFKA_CONTROLLER_LISTENER_NAMES=CONTROLLER KAFKA_CONTROLLER_QUORUM_VOTERS=1@127.0.0.1:9093 KAFKA_LOG_DIRS=/tmp/record
/jre/bin/java -XX:ArchiveClassesAtExit=/opt/kafka/setup.jsa -cp '/opt/kafka/libs/*' kafka.docker.KafkaDockerWrapper setup \
  --default-configs-dir /opt/kafka/default --mounted-configs-dir /mnt/config --final-configs-dir /opt/kafka/config
/jre/bin/java -XX:ArchiveClassesAtExit=/opt/kafka/server.jsa -cp '/opt/kafka/libs/*' \
  kafka.Kafka /opt/kafka/config/server.properties > /tmp/record.log 2>&1 &
until grep -q 'Kafka Server started' /tmp/record.log; do kill -0 $!; sleep 1; done
kill $!
wait $! || true
rm -rf /tmp/record /tmp/record.log /opt/kafka/config/*
S
chmod +x "$root/start.sh" "$root/record.sh"

cat > "$work/Dockerfile" <<'D'
FROM scratch
COPY rootfs/ /
ENV PATH=/bin:/jre/bin
RUN ["/bin/sh", "/record.sh"]
ENTRYPOINT ["/start.sh"]
D
docker build --quiet --label "kafka-grader.contents=$contents" --tag "$tag" "$work"
