"""Golden MMFF94 and MMFF94s energies of RDKit and MMFF94 energies of Open Babel, kcal/mol: small molecules of many atom types in
conformers of RDKit's ETKDG whose atoms are moved at random, so that every term counts.

    cd test-data/golden && /usr/bin/python3 mmff94.py > mmff94.json

Made with Python 3.11.2, RDKit 2022.09.3, Open Babel 3.1.1 (Debian packages python3-rdkit, openbabel).
"""
import json
import re
import subprocess
import tempfile
import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem
from rdkit.Geometry import Point3D

MOLECULES = {
    "ethanol": "CCO",
    "1,2-dichloroethane": "ClCCCl",
    "ethylene glycol": "OCCO",
    "glycine": "NCC(=O)O",
    "glycine zwitterion": "[NH3+]CC(=O)[O-]",
    "acetate": "CC(=O)[O-]",
    "N-methylacetamide": "CC(=O)NC",
    "aspirin": "CC(=O)Oc1ccccc1C(=O)O",
    "alanine dipeptide": "CC(=O)N[C@@H](C)C(=O)NC",
    "malonaldehyde": "O=C/C=C\\O",
    "ethylguanidinium": "CCNC(N)=[NH2+]",
    "2-ethylthiophene": "CCc1cccs1",
    "ethyl methyl sulfone": "CCS(C)(=O)=O",
    "dimethyl phosphate": "COP(=O)([O-])OC",
    "histamine": "NCCc1c[nH]cn1",
    "nitroethane": "CC[N+](=O)[O-]",
    "methyl vinyl ketone": "CC(=O)C=C",
    "cyclopropylmethanol": "OCC1CC1",
    "diethyl disulfide": "CCSSCC",
    "but-3-yn-1-ol": "C#CCCO",
    "paracetamol": "CC(=O)Nc1ccc(O)cc1",
    "2-methoxypyridine": "COc1ccccn1",
    "1-fluoro-2-bromoethane": "FCCBr",
    "aniline": "Nc1ccccc1",
    "N-ethylpyridinium": "CC[n+]1ccccc1",
    "trimethylsilanol": "C[Si](C)(C)O",
}
CONFORMERS = 5
rng = np.random.default_rng(11)


def rdkit_energy(molecule, conformer, variant):
    properties = AllChem.MMFFGetMoleculeProperties(molecule, mmffVariant=variant)
    return AllChem.MMFFGetMoleculeForceField(molecule, properties, confId=conformer).CalcEnergy()


def open_babel_energy(block):
    with tempfile.NamedTemporaryFile("w", suffix=".sdf") as file:
        file.write(block + "$$$$\n")
        file.flush()
        output = subprocess.run(["obenergy", "-ff", "MMFF94", file.name], capture_output=True, text=True, check=True)
    return float(re.search(r"TOTAL ENERGY = *(\S+) kcal/mol", output.stdout).group(1))


golden = []
for name, smiles in MOLECULES.items():
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    AllChem.EmbedMultipleConfs(molecule, CONFORMERS, randomSeed=5)
    record = {"name": name, "conformers": [], "MMFF94": [], "MMFF94s": [], "openBabel": []}
    for conformer in molecule.GetConformers():
        # A molfile has four decimals.
        moved = (conformer.GetPositions() + rng.normal(0, 0.03, (molecule.GetNumAtoms(), 3))).round(4)
        for atom, position in enumerate(moved):
            conformer.SetAtomPosition(atom, Point3D(*position))
        record["conformers"].append(moved.ravel().tolist())
        for variant in ("MMFF94", "MMFF94s"):
            record[variant].append(round(rdkit_energy(molecule, conformer.GetId(), variant), 6))
        block = Chem.MolToMolBlock(molecule, confId=conformer.GetId())
        record["openBabel"].append(open_babel_energy(block))
    record["molfile"] = Chem.MolToMolBlock(molecule, confId=0)
    golden.append(record)
print(json.dumps(golden, indent=1))
