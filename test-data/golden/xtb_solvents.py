"""Golden energies (hartree) of the xtb program with its solvent model GBSA, each geometry in a process of its own, and in water
gradients (hartree/bohr).

    cd test-data/golden && OMP_NUM_THREADS=1 /usr/bin/python3 xtb_solvents.py > xtb-solvents.json

Geometries: RDKit's ETKDG, atoms moved at random. Made with Python 3.11.2, RDKit 2022.09.3, xtb 6.5.1 (Debian packages
python3-rdkit, xtb). A solvent that the program does not know for a method has no energy.
"""
import json
import pathlib
import subprocess
import tempfile
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem

MOLECULES = {
    "ethylene glycol": "OCCO",
    "acetate": "CC(=O)[O-]",
    "ethylammonium": "CC[NH3+]",
    "glycine zwitterion": "[NH3+]CC(=O)[O-]",
    "vinylboronic acid": "OB(O)C=C",
    "ethyl radical": "C[CH2]",
}
METHODS = {"GFN2": ["--gfn", "2"], "GFN1": ["--gfn", "1"], "GFNFF": ["--gfnff"]}
SOLVENTS = [
    "acetone", "acetonitrile", "benzene", "ch2cl2", "chcl3", "cs2", "dmf", "dmso", "ether", "hexane", "methanol", "thf",
    "toluene", "water", "ethanol", "octanol",
]
rng = np.random.default_rng(8)


def run(symbols, positions, charge, unpaired, options):
    """Energy and gradient; nothing where the program refuses."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [f"{s} {x:.6f} {y:.6f} {z:.6f}" for s, (x, y, z) in zip(symbols, positions)]
        pathlib.Path(folder, "molecule.xyz").write_text("\n".join([str(len(rows)), "", *rows, ""]))
        command = ["xtb", "molecule.xyz", *options, "--chrg", str(charge), "--uhf", str(unpaired), "--grad"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if done.returncode != 0:
            return None
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
        record[method] = {}
        for solvent in SOLVENTS:
            answer = run(symbols, positions, charge, unpaired, [*options, "--gbsa", solvent])
            if answer is not None:
                record[method][solvent] = answer[0]
                if solvent == "water":
                    record[method]["gradientInWater"] = answer[1]
    golden.append(record)
print(json.dumps(golden, indent=0))
