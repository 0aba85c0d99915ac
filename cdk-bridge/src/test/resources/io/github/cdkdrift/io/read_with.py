"""Prints what another program reads from files of conformers.

    read_with.py ase|rdkit|openbabel FILE...

For each conformer one line of four parts between bars: the elements, the coordinates in angstrom, the energy, the forces;
before them a line "file NAME COUNT". Exit code 3: the program is not installed.
"""
import importlib.util
import shutil
import subprocess
import sys


def with_ase(name):
    import ase.io

    for atoms in ase.io.read(name, index=":", format="xyz" if name.endswith(".xyz") else "extxyz"):
        results = atoms.calc.results if atoms.calc else {}
        yield (atoms.get_chemical_symbols(), atoms.positions.ravel(), results.get("energy"), results.get("forces"))


def with_rdkit(name):
    from rdkit import Chem

    for molecule in Chem.SDMolSupplier(name, removeHs=False):
        properties = molecule.GetPropsAsDict()
        yield (
            [atom.GetSymbol() for atom in molecule.GetAtoms()],
            molecule.GetConformer().GetPositions().ravel(),
            properties.get("energy"),
            None,
        )


def with_openbabel(name):
    """Through the program obabel, which writes five decimals."""
    command = ["obabel", "-i" + name.rsplit(".", 1)[1], name, "-oxyz"]
    lines = iter(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines())
    for count in lines:
        next(lines)
        atoms = [next(lines).split() for _ in range(int(count))]
        yield ([atom[0] for atom in atoms], [x for atom in atoms for x in atom[1:]], None, None)


def is_installed(program):
    if program == "openbabel":
        return shutil.which("obabel") is not None
    return importlib.util.find_spec(program) is not None


def main():
    read = {"ase": with_ase, "rdkit": with_rdkit, "openbabel": with_openbabel}[sys.argv[1]]
    if not is_installed(sys.argv[1]):
        sys.exit(3)
    for name in sys.argv[2:]:
        conformers = list(read(name))
        print("file", name, len(conformers))
        for symbols, positions, energy, forces in conformers:
            print(
                " ".join(symbols),
                " ".join(repr(float(x)) for x in positions),
                "" if energy is None else repr(float(energy)),
                "" if forces is None else " ".join(repr(float(x)) for x in forces.ravel()),
                sep="|",
            )


main()
