#!/usr/bin/env bash
# Runs cdkdrift-spark on a real cluster on this machine, made of Maven's jars alone: a master and two workers of one core each,
# every one a process of its own. Kills one worker in the middle, compares what comes out with a plain run, byte by byte, and prints a table.
#   samples/cluster/run-standalone.sh [LIST]   of SMILES: library.smi, 200 amides, by default; small.smi, 12 molecules, takes minutes
#   CDKDRIFT_CONFORMERS   conformers of each molecule (1)
#   CDKDRIFT_OPTIONS      of cdkdrift generate (--effort draft --no-cache)
# Needs what `mvn verify` has left: the command, the jar for Spark, and Spark in Maven's repository.
set -euo pipefail

conformers=${CDKDRIFT_CONFORMERS:-1}
read -r -a options <<<"${CDKDRIFT_OPTIONS:---effort draft --no-cache}"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
list=${1:-$here/library.smi}
molecules=$(grep -c . "$list")
program=$root/plugin/cli/target/cdkdrift-cli.jar
job=$root/plugin/spark/target/cdkdrift-spark.jar
worker_jar=$root/plugin/worker/target/cdkdrift-worker.jar
for jar in "$program" "$job" "$worker_jar" "$root/plugin/spark/target/class-path.txt"; do
    [ -e "$jar" ] || { echo "run-standalone.sh: there is no $jar: run mvn verify first" >&2; exit 1; }
done

work=$(mktemp -d)
started=()
end_all() {
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    wait "${started[@]}" 2>/dev/null || true
    rm -rf "$work"
}
trap end_all EXIT

# Spark as a distribution would have it: its jars in one folder.
export SPARK_HOME=$work/spark SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 SPARK_LOCAL_DIRS=$work/local
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE
mkdir -p "$SPARK_HOME/jars" "$SPARK_HOME/conf" "$SPARK_LOCAL_DIRS"
touch "$SPARK_HOME/RELEASE"
tr ':' '\n' <"$root/plugin/spark/target/class-path.txt" | while read -r jar; do
    case $jar in
        *cdkdrift*) ;;
        *.jar) ln -s "$jar" "$SPARK_HOME/jars/" ;;
    esac
done
printf 'rootLogger.level = warn\nrootLogger.appenderRef.stderr.ref = console\nappender.console.type = Console\n%s\n%s\n%s\n' \
    'appender.console.name = console' 'appender.console.target = SYSTEM_ERR' 'appender.console.layout.type = PatternLayout' \
    >"$SPARK_HOME/conf/log4j2.properties"
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
opens=(-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1)
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar jdk.internal.ref; do
    opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done

spark() {
    "$java" -Xmx"$1" "${opens[@]}" -cp "$SPARK_HOME/conf:$SPARK_HOME/jars/*" "${@:2}"
}

begin() { # LOG …: a part of the cluster, which goes on until the end of this script
    "$java" -Xmx256m "${opens[@]}" -cp "$SPARK_HOME/conf:$SPARK_HOME/jars/*" "${@:2}" >"$1" 2>&1 &
    started+=($!)
}

wait_for() { # FILE TEXT: until the text stands in the file
    for _ in $(seq 1200); do
        grep -q "$2" "$1" 2>/dev/null && return
        sleep 0.1
    done
    cat "$1" >&2
    echo "run-standalone.sh: waited for $2 in $1" >&2
    return 1
}

seconds_since() {
    echo $((($(date +%s%N) - $1) / 1000000)) | awk '{ printf "%.1f", $1 / 1000 }'
}

# Masters and workers say at level INFO where they are and whom they found.
sed -i 's/level = warn/level = info/' "$SPARK_HOME/conf/log4j2.properties"
begin "$work/master" org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
wait_for "$work/master" "Starting Spark master at"
master=$(sed -n 's|.*Starting Spark master at \(spark://[0-9.:]*\).*|\1|p' "$work/master")
workers=()
for number in 1 2; do
    begin "$work/worker-$number.log" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores 1 --memory 1g --webui-port 0 \
        --work-dir "$work/worker-$number" "$master"
    workers+=("${started[-1]}")
    wait_for "$work/worker-$number.log" "Successfully registered with master"
done
sed -i 's/level = info/level = warn/' "$SPARK_HOME/conf/log4j2.properties"

cp "$list" "$work/library.smi"

submit() { # OUTPUT
    spark 512m org.apache.spark.deploy.SparkSubmit --master "$master" --conf spark.driver.host=127.0.0.1 \
        --conf spark.executor.memory=512m --conf spark.executor.cores=1 --conf spark.ui.enabled=false \
        --conf spark.executorEnv.OMP_WAIT_POLICY=PASSIVE --jars "$worker_jar" \
        --class io.github.cdkdrift.spark.GenerateOnSpark "$job" \
        "$work/library.smi" -n "$conformers" -o "$1" --sdf --molecules-per-task 2 --program "$program" -- "${options[@]}"
}

same() { # NAME: whether NAME.sdf, or the parts in the folder NAME, are the plain run's file
    [ ! -d "$1" ] || cat "$1"/sdf/part-* >"$1.sdf"
    cmp -s "$1.sdf" "$work/plain.sdf" && echo "the same bytes" || echo "DIFFERENT"
}

begun=$(date +%s%N)
taskset -c "$(taskset -pc $$ | sed 's/.*: //; s/[-,].*//')" \
    "$java" -XX:+UseSerialGC -jar "$program" generate "$work/library.smi" -n "$conformers" -o "$work/plain.sdf" \
    --report "$work/plain.tsv" "${options[@]}" >"$work/plain.log" 2>&1 || true
plain=$(seconds_since "$begun")
in_molecules=$(awk -F '\t' 'NR > 1 { sum += $13 } END { printf "%.1f", sum }' "$work/plain.tsv")

begun=$(date +%s%N)
"$java" -XX:+UseSerialGC -jar "$program" generate "$work/library.smi" -n "$conformers" -o "$work/jobs.sdf" \
    --report "$work/jobs.tsv" --jobs 2 "${options[@]}" >"$work/jobs.log" 2>&1 || true
jobs=$(seconds_since "$begun")

begun=$(date +%s%N)
submit "$work/whole" >"$work/whole.log" 2>&1 || true
whole=$(seconds_since "$begun")
grep "molecules are done" "$work/whole.log" || { cat "$work/whole.log" >&2; exit 1; }

# Again; a worker and its executor die when an eighth of the tasks is done.
begun=$(date +%s%N)
submit "$work/killed" >"$work/killed.log" 2>&1 &
submission=$!
enough=$(((molecules + 15) / 16))
while kill -0 "$submission" 2>/dev/null; do
    parts=$({ find "$work/killed" -name "part-*.parquet" 2>/dev/null || true; } | wc -l)
    [ "$parts" -lt "$enough" ] || break
    sleep 0.2
done
mapfile -t children < <(ps -o pid= --ppid "${workers[0]}")
kill -9 "${workers[0]}" "${children[@]}" 2>/dev/null || true
at=$(seconds_since "$begun")
wait "$submission" || true
killed=$(seconds_since "$begun")
grep "molecules are done" "$work/killed.log" || { cat "$work/killed.log" >&2; exit 1; }

processors=$("$java" -XshowSettings:system -version 2>&1 | sed -n 's/.*Effective CPU Count: //p' | head -n 1)
echo
echo "$molecules molecules of $(basename "$list"), -n $conformers ${options[*]}"
echo "$(date -u +%Y-%m-%d), $("$java" -version 2>&1 | head -n 1), processors that these processes may use: ${processors:-$(nproc)}"
echo
echo "| run | seconds | conformers |"
echo "|---|---|---|"
echo "| cdkdrift generate in one process ($in_molecules s of it in molecules) | $plain | $(grep -c '^\$\$\$\$' "$work/plain.sdf") |"
echo "| cdkdrift generate --jobs 2 | $jobs | $(same "$work/jobs") |"
echo "| Spark, two workers of one core | $whole | $(same "$work/whole") |"
echo "| the same, one worker killed with its executor after $at s | $killed | $(same "$work/killed") |"
[ "$(same "$work/jobs")" = "the same bytes" ] && [ "$(same "$work/whole")" = "the same bytes" ] && [ "$(same "$work/killed")" = "the same bytes" ]
