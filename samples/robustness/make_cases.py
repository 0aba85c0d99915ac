"""Makes inputs of the kinds that used to go wrong, and expected.tsv for `check.py cases`.

    python3 make_cases.py FOLDER [COMMAND…]

Frames of ethanol come from `cdkdrift label`, and are rewritten as other programs would write them.
"""
import gzip
import pathlib
import subprocess
import sys
import zipfile

KCAL_PER_EV = 23.060547830619
KCAL_PER_HARTREE = 627.5094740631
TOTAL = -154.9 * KCAL_PER_HARTREE  # of ethanol, kcal/mol

folder = pathlib.Path(sys.argv[1]).resolve()
command = sys.argv[2:] or [str(pathlib.Path(__file__).resolve().parent.parent.parent / "cdkdrift")]
folder.mkdir(parents=True, exist_ok=True)
expected = []


def case(line, code, *texts):
    expected.append("\t".join([line, str(code), *texts]))


def frames():
    raw = folder / "label.extxyz"
    subprocess.run([*command, "label", "CCO", "--potential", "mmff94", "--frames", "60", "--stride", "200", "-o", str(raw)], check=True)
    lines = raw.read_text().splitlines()
    for start in range(0, len(lines), 11):
        energy = float(next(w for w in lines[start + 1].split() if w.startswith("energy=")).split("=")[1])
        yield energy + TOTAL, [line.split() for line in lines[start + 2:start + 11]]


FRAMES = list(frames())


def write(name, comment, factor, before=""):
    """comment: a function of the energy in kcal/mol; factor: of forces in kcal/mol/Å, None for none."""
    with open(folder / name, "w", encoding="utf-8") as out:
        out.write(before)
        for energy, atoms in FRAMES:
            out.write(f"9\n{comment(energy)}\n")
            for symbol, *numbers in atoms:
                forces = [] if factor is None else [f"{float(n) * factor:.8f}" for n in numbers[3:]]
                out.write(" ".join([symbol, *numbers[:3], *forces]) + "\n")


P = "Properties=species:S:1:pos:R:3:"
write("ase.extxyz", lambda e: f'{P}forces:R:3 energy={e / KCAL_PER_EV} stress="0 0 0 0 0 0" pbc="F F F"', 1 / KCAL_PER_EV)
case("inspect {}/ase.extxyz", 0, "units eV/A, recognised by stress=", "temperature")
write("mace.xyz", lambda e: f"{P}REF_forces:R:3 REF_energy={e / KCAL_PER_EV} config_type=molecule", 1 / KCAL_PER_EV)
case("inspect {}/mace.xyz", 0, "units eV/A, recognised by REF_forces")
write("relative.extxyz", lambda e: f"{P}forces:R:3 energy={(e - TOTAL) / KCAL_PER_EV}", 1 / KCAL_PER_EV)
case("inspect {}/relative.extxyz", 1, "which nothing states", "in eV/A they would have", "--units")
case("train {}/relative.extxyz -o m.drift", 1, "which nothing states", "--units")
case("inspect {}/relative.extxyz --units eV/A", 0, "temperature")
write("hartree.extxyz", lambda e: f"{P}forces:R:3 energy={e / KCAL_PER_HARTREE}", 1 / KCAL_PER_HARTREE)
case("inspect {}/hartree.extxyz", 1, "total energies in hartree", "in hartree/A they would have")
case("inspect {}/hartree.extxyz --units hartree/A", 0, "temperature")
case("convert {}/hartree.extxyz out.extxyz", 0, "the units are not known, and not stated")
atom = "1\n" + P + "forces:R:3 energy=-13.6\n{} 0 0 0 0 0 0\n"
write("atoms.xyz", lambda e: f"{P}forces:R:3 free_energy={e / KCAL_PER_EV}", 1 / KCAL_PER_EV, "".join(atom.format(s) for s in "HCO"))
case("inspect {}/atoms.xyz", 0, "3 frames of isolated atoms are left out", "units eV/A")
write("columns.extxyz", lambda e: f"{P}my_forces:R:3 energy={e}", 1)
case("inspect {}/columns.extxyz", 1, "the columns are species, pos, my_forces")
write("crest.xyz", lambda e: f"        {e / KCAL_PER_HARTREE:.8f}", None)
write("xtb.xyz", lambda e: f" energy: {e / KCAL_PER_HARTREE:.12f} gnorm: 0.01 xtb: 6.5.1", None)
write("cp2k.xyz", lambda e: f" i =        0, time =        0.000, E = {e / KCAL_PER_HARTREE:.10f}", None)
for name in ("crest", "xtb", "cp2k"):
    case(f"convert {{}}/{name}.xyz -", 0, "> <energy_source>", "hartree", "> <energy_unit>", "kcal/mol")

record = ("LIB-7 (free base)\n\n\n  2  1  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 H   0  0\n"
          "    0.0000    0.0000    0.7414 H   0  0\n  1  2  1  0\nM  END\n>  <Code>  (1) \n0042\n\n>  <Note>  (1) \nfirst\nsecond\n\n$$$$\n")
(folder / "fields.sdf").write_text(record * 3)
case("convert {}/fields.sdf -", 0, "LIB-7 (free base)", "> <Code>", "0042", "second")
case("convert {}/fields.sdf - --format cml", 0, 'title="LIB-7 (free base)"', "0042", "second")
(folder / "bom.smi").write_bytes(b"\xef\xbb\xbf[Cu]C first\r\n[Cu]C second\r\n\r\n")
case("generate {}/bom.smi -n 1 -o o.sdf", 1, "first: failed: found the metal", "second: failed: found the metal", "2 of 2")
(folder / "escape.smi").write_bytes(b"[Cu]C \x1b[2Jclear\n[Cu]C \xc2\x9b31mred\n[Cu]C \xe2\x80\xaeback\n")
case("generate {}/escape.smi -n 1 -o o.sdf", 1, "\\u001B[2Jclear", "\\u009B31mred", "\\u202Eback")
(folder / "charges.smi").write_text("[Cu]C first\n[C" + "+" * 200_000 + "] charges\n[Cu]C last\n")
case("generate {}/charges.smi -n 1 -o o.sdf", 1, "first: failed", "charges: failed", "last: failed", "3 of 3")
(folder / "data.h5").write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
case("inspect {}/data.h5", 1, "found an HDF5 file")
case("convert {}/data.h5 o.sdf", 1, "found an HDF5 file")
with gzip.open(folder / "newlines.sdf.gz", "wb") as out:
    for _ in range(100):
        out.write(b"\n" * 1_000_000)
case("convert {}/newlines.sdf.gz o.sdf", 1, "found a record of more than")
(folder / "drawing.sdf").write_text("LIB-8\n\n\n  3  2  0  0  0  0  0  0  0  0999 V2000\n    0.0000    0.0000    0.0000 C   0  0\n"
                                    "    1.2000    0.7000    0.0000 C   0  0\n    2.4000    0.0000    0.0000 O   0  0\n"
                                    "  1  2  1  0\n  2  3  1  0\nM  END\n> <Note>\nfirst\nsecond\n\n$$$$\n")
case("convert {}/drawing.sdf -", 0, "LIB-8", "> <Note>", "first", "second")
case("convert {}/drawing.sdf o.xyz", 1, "found a drawing", "generate")
with zipfile.ZipFile(folder / "zeros.npz", "w", zipfile.ZIP_DEFLATED) as out:
    header = b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 9, 3), }".ljust(117) + b"\n"
    out.writestr("R.npy", header + bytes(8 * 27_000_000))
    out.writestr("z.npy", b"\x93NUMPY\x01\x00v\x00" + b"{'descr': '|u1', 'fortran_order': False, 'shape': (9,), }".ljust(117)
                 + b"\n" + bytes([6, 6, 8, 1, 1, 1, 1, 1, 1]))
case("inspect {}/zeros.npz", 1, "found data that unpack to more than 400 times their size")
(folder / "ozone.xyz").write_text("3\n\nO 0 0.67 0\nO 1.09 0 0\nO -1.09 0 0\n")
case("convert {}/ozone.xyz -", 0, "M  CHG  1   1   1", "M  CHG  1   2  -1")
(folder / "azide.xyz").write_text("4\n\nN 0 0 0\nN 1.24 0 0\nN 2.37 0.1 0\nH -0.3 0.96 0\n")
case("convert {}/azide.xyz -", 0, "M  CHG  1   2   1")
(folder / "radical.xyz").write_text("2\n\nN 0 0 0\nO 1.15 0 0\n")
case("convert {}/radical.xyz o.sdf", 1, "no bond orders without radicals", "--charge")
case("convert {}/fields.sdf {}/fields.sdf", 2, "the same file as")
case("generate {}/fields.sdf -n 1 -o a.sdf --report a.sdf", 2, "the same file as")

(folder / "expected.tsv").write_text("\n".join(expected) + "\n", encoding="utf-8")
print(f"{len(expected)} cases")
