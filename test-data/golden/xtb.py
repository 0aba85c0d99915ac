"""Golden energies (hartree) and gradients (hartree/bohr) of the xtb program, each geometry in a process of its own.

    cd test-data/golden && OMP_NUM_THREADS=1 /usr/bin/python3 xtb.py > xtb.json

Geometries: RDKit's ETKDG, atoms moved at random. Made with Python 3.11.2, RDKit 2022.09.3, xtb 6.5.1 (Debian packages
python3-rdkit, xtb).
"""
import json
import pathlib
import subprocess
import tempfile
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem

MOLECULES = {
    "ethanol": "CCO",
    "acetate": "CC(=O)[O-]",
    "ethylammonium": "CC[NH3+]",
    "alanine dipeptide": "CC(=O)N[C@@H](C)C(=O)NC",
    "methyl radical": "[CH3]",
    "chlorobromomethane": "ClCBr",
}
METHODS = {"GFN2": ["--gfn", "2"], "GFN1": ["--gfn", "1"], "GFNFF": ["--gfnff"]}
rng = np.random.default_rng(3)


def run(symbols, positions, charge, unpaired, options):
    with tempfile.TemporaryDirectory() as folder:
        rows = [f"{s} {x:.6f} {y:.6f} {z:.6f}" for s, (x, y, z) in zip(symbols, positions)]
        pathlib.Path(folder, "molecule.xyz").write_text("\n".join([str(len(rows)), "", *rows, ""]))
        command = ["xtb", "molecule.xyz", *options, "--chrg", str(charge), "--uhf", str(unpaired), "--grad"]
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        lines = pathlib.Path(folder, "gradient").read_text().replace("D", "E").splitlines()
    energy = float(lines[1].split("=")[2].split()[0])
    first = 2 + len(rows)
    return energy, [float(x) for line in lines[first:first + len(rows)] for x in line.split()]


golden = []
for name, smiles in MOLECULES.items():
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    AllChem.EmbedMolecule(molecule, randomSeed=5)
    positions = (molecule.GetConformer().GetPositions() + rng.normal(0, 0.03, (molecule.GetNumAtoms(), 3))).round(6)
    symbols = [atom.GetSymbol() for atom in molecule.GetAtoms()]
    charge = Chem.GetFormalCharge(molecule)
    unpaired = sum(atom.GetNumRadicalElectrons() for atom in molecule.GetAtoms())
    record = {
        "name": name,
        "atomicNumbers": [atom.GetAtomicNum() for atom in molecule.GetAtoms()],
        "charge": charge,
        "unpaired": unpaired,
        "positions": positions.ravel().tolist(),
    }
    for method, options in METHODS.items():
        energy, gradient = run(symbols, positions, charge, unpaired, options)
        record[method] = {"energy": energy, "gradient": gradient}
    golden.append(record)
print(json.dumps(golden, indent=1))
