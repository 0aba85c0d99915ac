# The command in a container, built from this checkout:
#   docker build -t cdkdrift .
#   docker run --rm -v "$PWD:/work" cdkdrift generate CCO -n 100 -o ethanol.sdf
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN mvn -q -B -ntp -Dmaven.test.skip=true -pl plugin/cli -am package

FROM debian:12-slim
# libxtb6 for --potential gfn2, gfn1 and gfnff; libgomp1 for matrix products.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libgomp1 libxtb6 openjdk-17-jre-headless \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /source/plugin/cli/target/cdkdrift-cli.jar /opt/cdkdrift/
COPY --from=build /source/plugin/cli/target/lib /opt/cdkdrift/lib
ENV OMP_WAIT_POLICY=PASSIVE
WORKDIR /work
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Dcdkdrift.command=cdkdrift", "-jar", "/opt/cdkdrift/cdkdrift-cli.jar"]
