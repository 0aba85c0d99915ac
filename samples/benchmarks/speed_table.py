"""Prints the table of compare-with-pytorch.sh: medians over its rounds, and ratios of them.

speed_table.py FOLDER COMMAND; FOLDER holds peer-THREADS-ROUND.jsonl, ours-THREADS-ROUND.json and files-ROUND.json.
"""
import json
import pathlib
import platform
import statistics
import sys


def benchmarks(pattern, statistic):
    """{'Class.method configuration': median over rounds} of JMH's results."""
    values = {}
    for path in folder.glob(pattern):
        for result in json.loads(path.read_text()):
            words = [".".join(result["benchmark"].split(".")[-2:]), *result.get("params", {}).values()]
            name = " ".join(words)
            values.setdefault(name, []).append(statistic(result["primaryMetric"]))
    return {name: statistics.median(rounds) for name, rounds in values.items()}


def median_time(metric):
    return metric["scorePercentiles"]["50.0"]


def by_mode(metric):
    return metric["score"] if metric["scoreUnit"] == "ops/s" else median_time(metric)


def peer(threads, configuration):
    """The lines of a configuration, one for each round."""
    lines = [json.loads(line) for path in folder.glob(f"peer-{threads}-*.jsonl") for line in path.read_text().splitlines()]
    return [line for line in lines if line["configuration"] == configuration]


def processor():
    names = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return f"{names[0]}, {len(names)} of its threads" if names else platform.processor()


def row(what, ours, theirs, unit, ratio, target):
    print(f"| {what} | {ours:,.1f} {unit} | {theirs:,.1f} {unit} | {ratio:.2f} | {target} |")


folder = pathlib.Path(sys.argv[1])
lines = peer(1, "paper")
print(f"Made by `{sys.argv[2]}` on {processor()}, {platform.system()} {platform.machine()}; {lines[0]['peer']}, JMH 1.37.")
print("Medians over the rounds; ratios compare ours with theirs in the same run.\n")
print("| what | ours | theirs | ours/theirs | target |")
print("|---|---|---|---|---|")
for configuration, target in (("paper", "at most 1.0"), ("default", "at most 0.8")):
    for threads in (1, 2):
        ours = benchmarks(f"ours-{threads}-*.json", by_mode)
        name = f"{configuration}, {threads} thread{'s' if threads > 1 else ''} (PyTorch)"
        for suffix, key in (("", "step_ms_median"), (" with energy", "energy_step_ms_median")):
            if f"TrainingStepBenchmark.step {configuration}{suffix}" in ours and key in peer(threads, configuration)[0]:
                mine = ours[f"TrainingStepBenchmark.step {configuration}{suffix}"]
                step = statistics.median(line[key] for line in peer(threads, configuration))
                row(f"training step{suffix}, {name}", mine, step, "ms", mine / step, target)
        samples = statistics.median(line["samples_per_s"] for line in peer(threads, configuration))
        for method, what in (("pass", "sampling, one pass"), ("conformers", "sampling, checked conformers")):
            mine = ours[f"SamplingBenchmark.{method} {configuration}"]
            print(f"| {what}, {name} | {mine:,.0f}/s | {samples:,.0f}/s | {mine / samples:.2f} | at least 1.0 |")
files = benchmarks("files-*.json", by_mode)
for what, mine, theirs in (
    ("writing 2,000 conformers to SDF (CDK's SDFWriter)", "SdfWritingBenchmark.ours", "SdfWritingBenchmark.cdk"),
    ("reading 2,000 extended-XYZ frames (CDK's XYZReader, same file)", "XyzReadingBenchmark.ours", "XyzReadingBenchmark.cdk"),
    ("the same (CDK's XYZReader, coordinates alone)", "XyzReadingBenchmark.ours", "XyzReadingBenchmark.cdkPlain"),
):
    row(what, files[mine], files[theirs], "ms", files[mine] / files[theirs], "at most 1.0")
