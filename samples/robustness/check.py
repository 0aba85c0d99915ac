"""Runs the command where it used to lose data, and prints a table; the exit code is 0 if nothing was lost.

    python3 check.py same-paths|locales|kill|cases FOLDER [COMMAND…]        (KILL="convert,label" chooses commands for kill)

COMMAND is how cdkdrift is started, ../../cdkdrift by default. `cases` needs a folder with inputs and a file expected.tsv: a command line,
the exit code, and what standard error or output must contain, separated by tabs; {} stands for the folder.
"""
import hashlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ETHANOL = HERE.parent / "ethanol.sdf"
# One that has a potential.
MODEL = HERE.parent.parent / "test-data" / "golden" / "model-format-6.drift"


def run(command, words, env=None, cwd=None):
    return subprocess.run([*command, *map(str, words)], capture_output=True, env=env, cwd=cwd, check=False)


def digest(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file()}


def table(rows):
    for row in rows:
        print(" | ".join(str(cell) for cell in row))


# Every command with the options that name files: i is read, o is written; the ending of each.
FILES = {
    "convert": ("{i0} {o0}", {"i0": ".sdf", "o0": ".sdf"}),
    "generate": ("{i0} {i1} -n 1 -o {o0} --report {o1}", {"i0": ".sdf", "i1": ".smi", "o0": ".sdf", "o1": ".json"}),
    "generate, potential": ("{i0} -n 1 --potential {i1} -o {o0}", {"i0": ".sdf", "i1": ".npz", "o0": ".sdf"}),
    "generate, labels": ("{i0} -n 1 --potential gfn2 --keep-labels {o1} -o {o0}", {"i0": ".sdf", "o0": ".sdf", "o1": ".xyz"}),
    "generate, model": ("{i0} -n 1 --keep-model {o1} -o {o0}", {"i0": ".sdf", "o0": ".sdf", "o1": ".drift"}),
    "label": ("{i0} --potential {i1} -o {o0}", {"i0": ".sdf", "i1": ".npz", "o0": ".xyz"}),
    "train": ("{i0} --molecule {i1} --resume {i2} -o {o0} --checkpoint {o1} --plot {o2}",
              {"i0": ".xyz", "i1": ".sdf", "i2": ".checkpoint", "o0": ".drift", "o1": ".state", "o2": ".svg"}),
    "sample": ("{i0} -n 1 --reweight {i1} -o {o0}", {"i0": ".drift", "i1": ".npz", "o0": ".sdf"}),
    "simulate": ("{i0} --time 1ps --reference {i1} -o {o0} --torsions {o1} --report {o2} --json {o3}",
                 {"i0": ".drift", "i1": ".sdf", "o0": ".extxyz", "o1": ".tsv", "o2": ".html", "o3": ".json"}),
    "evaluate": ("{i0} --reference {i1} --training {i2} --model {i3} -o {o0} --json {o1}",
                 {"i0": ".sdf", "i1": ".npz", "i2": ".xyz", "i3": ".drift", "o0": ".html", "o1": ".json"}),
    "preview": ("{i0} -o {o0}", {"i0": ".sdf", "o0": ".png"}),
}
# To go on from a checkpoint and to keep the state under its name is no loss.
MEANT = {("train", "o1", "i2")}


def pairs_of(name, endings):
    inputs = [key for key in endings if key.startswith("i")]
    outputs = [key for key in endings if key.startswith("o")]
    return [(o, other) for i, o in enumerate(outputs) for other in inputs + outputs[:i] if (name, o, other) not in MEANT]


def same_paths(folder, command):
    """Every command, every pair of an output with an input or another output, through each kind of link."""
    rows, failures = [("command", "pairs", "refused before work, all unchanged")], 0
    links = ("itself", "symbolic", "hard", "folder")
    for name, (line, endings) in FILES.items():
        pairs, done = pairs_of(name, endings), 0
        for first, second in pairs:
            for link in links:
                with tempfile.TemporaryDirectory(dir=folder) as place:
                    place = pathlib.Path(place)
                    names = {key: place / (key + ending) for key, ending in endings.items()}
                    for key, path in names.items():
                        if key.startswith("i") or key == second:
                            path.write_text("content of " + key)
                    names[first] = linked(place, names[second], link)
                    before = digest(place)
                    words = [name.split(",")[0], *line.format(**names).split()]
                    result = run(command, words)
                    good = result.returncode == 2 and b"the same file" in result.stderr and digest(place) == before
                    done += good
                    failures += not good
                    if not good:
                        print(name, first, second, link, result.returncode, result.stderr[:200], file=sys.stderr)
        rows.append((name, len(pairs) * len(links), done))
    table(rows)
    return failures


def linked(place, target, link):
    """Another name of a file."""
    other = place / ("link" + target.suffix)
    if link == "symbolic":
        other.symlink_to(target.name)
    elif link == "hard":
        os.link(target, other)
    elif link == "folder":
        (place / "here").symlink_to(".")
        other = place / "here" / target.name
    else:
        other = target
    return other


LOCALES = [("en", "US", "UTC"), ("tr", "TR", "Europe/Istanbul"), ("ar", "EG", "Africa/Cairo"), ("th", "TH", "Asia/Bangkok"),
           ("fa", "IR", "Pacific/Kiritimati"), ("de", "DE", "America/St_Johns")]

WRITERS = [
    "convert {sdf} c.xyz", "convert {sdf} c.extxyz", "convert {sdf} c.cml", "convert {sdf} c.sdf.gz", "convert {sdf} c.npz",
    "preview {sdf} -o p.spt --conformers 5", "preview {sdf} -o p.html --conformers 5", "preview {sdf} -o p.pngj --conformers 5",
    "generate C -n 20 --effort draft --steps 20 --no-cache -o g.sdf", "generate C -n 20 --effort draft --steps 20 --no-cache -o g.cml",
    "label CCO --potential mmff94 --frames 20 --stride 10 -o l.extxyz", "label CCO --potential mmff94 --frames 20 --stride 10 -o l.npz",
    "evaluate l.extxyz --reference l.npz --json e.json -o e.html",
    "train l.npz -o m.drift --positives frames --field drift --steps 20 --temperature 500 --plot t.svg", "sample m.drift -n 20 -o s.sdf",
    "simulate {model} --time 2ps --walkers 4 --samples 100 -o w.extxyz --torsions w.tsv --report w.html --json w.json",
]


def locales(folder, command):
    """What is written in one language and time zone is what is written in any other."""
    rows, failures, first = [("language", "files", "that differ")], 0, None
    for language, country, zone in LOCALES:
        place = pathlib.Path(tempfile.mkdtemp(dir=folder))
        (place / "ethanol.sdf").write_bytes(ETHANOL.read_bytes())
        (place / "golden.drift").write_bytes(MODEL.read_bytes())
        env = dict(os.environ, JAVA_TOOL_OPTIONS=f"-Duser.language={language} -Duser.country={country} -Duser.timezone={zone}", TZ=zone)
        for line in WRITERS:
            result = run(command, line.format(sdf="ethanol.sdf", model="golden.drift").split(), env, place)
            if result.returncode != 0:
                failures += 1
                print(language, line, result.stderr[-300:], file=sys.stderr)
        files = digest(place)
        first = first or files
        different = sorted(name for name in first if files.get(name) != first[name])
        failures += len(different)
        rows.append((f"{language}_{country} {zone}", len(files), ", ".join(different) or 0))
    table(rows)
    return failures


KILLED = {
    "convert": "convert large.sdf out.extxyz",
    "label": "label CCO --potential mmff94 --frames 200 --stride 10 -o out.extxyz",
    "generate": "generate C -n 2000 --effort draft --steps 20 --no-cache -o out.sdf",
    "generate --jobs": "generate C N -n 500 --effort draft --steps 20 --no-cache --jobs 2 -o out.sdf",
    "train": "train frames.npz -o out.drift --positives frames --field drift --steps 100 --temperature 500",
    "sample": "sample model.drift -n 5000 -o out.sdf",
    "simulate": "simulate golden.drift --time 2ps --walkers 16 --samples 100 -o out.extxyz",
}
# What those need, made before.
NEEDED = ("label CCO --potential mmff94 --frames 200 --stride 10 -o frames.npz",
          "train frames.npz -o model.drift --positives frames --field drift --steps 20 --temperature 500")
MOMENTS = 40


def programs(place):
    """Processes that work in a folder, or were told of it."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            told = str(place).encode() in (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            if told or pathlib.Path(os.readlink(process / "cwd")) == place:
                found.append(process.name)
        except OSError:
            continue
    return found


def forget(target):
    """What a killed run keeps to be gone on with."""
    for ending in (".part", ".journal"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def kill(folder, command):
    """Killed at 40 moments of its run, a command leaves the file before or the whole new one; the next run clears away the rest."""
    table([("command", "moments", "old file", "new file", "other", "left behind by the last run", "programs that went on")])
    failures, wanted = 0, os.environ.get("KILL", ",".join(KILLED)).split(",")
    for name, line in KILLED.items():
        if name not in wanted:
            continue
        place = pathlib.Path(tempfile.mkdtemp(dir=folder))
        (place / "large.sdf").write_bytes(ETHANOL.read_bytes() * 20)
        (place / "golden.drift").write_bytes(MODEL.read_bytes())
        temporary = place / "tmp"
        temporary.mkdir()
        env = dict(os.environ, JAVA_TOOL_OPTIONS=f"-Djava.io.tmpdir={temporary}")
        if "frames" in line + name or "model.drift" in line:
            for needed in NEEDED:
                assert run(command, needed.split(), env, place).returncode == 0
        start = time.monotonic()
        assert run(command, line.split(), env, place).returncode == 0
        whole_time = time.monotonic() - start
        target = next(place.glob("out.*"))
        new = target.read_bytes()
        counts, went_on = {"old": 0, "new": 0, "other": 0}, 0
        randomly = random.Random(7)
        for moment in range(MOMENTS):
            target.write_bytes(b"before")
            forget(target)
            process = subprocess.Popen([*command, *line.split()], cwd=place, env=env, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
            time.sleep(whole_time * (moment + randomly.random()) / MOMENTS)
            process.kill()  # that process alone: its own programs have to notice
            process.wait()
            content = target.read_bytes()
            counts["old" if content == b"before" else "new" if content == new else "other"] += 1
            patience = time.monotonic() + 3
            while programs(place) and time.monotonic() < patience:
                time.sleep(0.1)
            went_on += len(programs(place))
        forget(target)
        time.sleep(1)
        run(command, line.split(), env, place)
        left = [p.name for p in [*place.iterdir(), *temporary.iterdir()]
                if p.name.startswith((".unfinished", "cdkdrift-")) or p.name.endswith((".part", ".journal"))]
        failures += counts["other"] + len(left) + went_on
        table([(name, MOMENTS, counts["old"], counts["new"], counts["other"], ", ".join(left) or 0, went_on)])
        sys.stdout.flush()
    return failures


def cases(folder, command):
    """Each line of expected.tsv."""
    rows, failures = [("case", "as expected")], 0
    for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        words, code, *texts = line.split("\t")
        with tempfile.TemporaryDirectory() as place:
            result = run(command, words.replace("{}", str(folder)).split(" "), cwd=place)
        output = (result.stdout + result.stderr).decode("utf-8", "replace")
        raw = any(ord(c) < 32 and c not in "\n\r\t" or 127 <= ord(c) < 160 for c in output)
        good = str(result.returncode) == code and all(text in output for text in texts) and not raw
        failures += not good
        rows.append((words[:100], "yes" if good else f"no: {result.returncode} {output[-300:]!r}"))
    table(rows)
    return failures


if __name__ == "__main__":
    what, place, *start = sys.argv[1:]
    checks = {"same-paths": same_paths, "locales": locales, "kill": kill, "cases": cases}
    sys.exit(1 if checks[what](pathlib.Path(place).resolve(), start or [str(HERE.parent.parent / "cdkdrift")]) else 0)
