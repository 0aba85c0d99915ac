"""Geometries of molecules whose charges are not plain from their bonds: makes ions.xyz, with the SMILES in each comment.

Made with RDKit 2022.09.3 (ETKDGv3, seed 7) and xTB 6.5.1 (GFN2-xTB, --opt tight), which gives bonds their lengths:
    python3 ions.py
"""
import pathlib
import subprocess
import tempfile

from rdkit import Chem
from rdkit.Chem import AllChem

SMILES = [
    "CCN=[N+]=[N-]", "[N-]=[N+]=CC(C)=O", "CC[N+]#[C-]", "CC(N)=[NH2+]", "NC(N)=[NH2+]", "C[n+]1ccccc1",
    "c1cc[nH+]cc1-c1cc[nH+]cc1", "c1[nH+]cccc1",
    "C[n+]1ccc(-c2cc[n+](C)cc2)cc1", "Cn1cc[n+](C)c1", "C[N+](C)(C)CC(=O)[O-]", "C[N+](C)(C)[CH2-]", "C[P+](C)(C)[CH2-]",
    "CC(=O)[O-]", "CC[NH3+]", "C[N+](=O)[O-]", "C[S+](C)[CH2-]", "c1ccccc1[N+]#N", "C[N+](=CC)C",
    "[O-]c1ccccc1", "C[N+]([O-])(C)C", "N#CC=[N+]=[N-]", "C=CC=CC=C", "O=C=O", "CC#N", "CN=C=S", "[C-]#[O+]",
    "C/C=C/C(=O)C", "NC(=[NH2+])c1ccccc1", "C(=Cc1cc[nH+]cc1)c1cc[nH+]cc1", "Oc1cc[nH+]cc1", "C[NH+]=C(C)C",
    "[N-]=[N+]=NCC(=O)[O-]", "[O-][O+]=O", "CC#[N+][O-]", "[O-][n+]1ccccc1", "O=C=S", "[O-]N=O",
]


def optimised(smiles):
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    parameters = AllChem.ETKDGv3()
    parameters.randomSeed = 7
    if AllChem.EmbedMolecule(molecule, parameters) != 0:
        parameters.useRandomCoords = True
        assert AllChem.EmbedMolecule(molecule, parameters) == 0, smiles
    charge = Chem.GetFormalCharge(molecule)
    with tempfile.TemporaryDirectory() as folder:
        start = pathlib.Path(folder, "start.xyz")
        start.write_text(Chem.MolToXYZBlock(molecule))
        # In water zwitterions and ylides keep their protons.
        subprocess.run(["xtb", "start.xyz", "--opt", "tight", "--chrg", str(charge), "--alpb", "water"],
                       cwd=folder, check=True, capture_output=True)
        return charge, pathlib.Path(folder, "xtbopt.xyz").read_text().splitlines()


with open(pathlib.Path(__file__).with_name("ions.xyz"), "w", encoding="ascii") as out:
    for smiles in SMILES:
        charge, lines = optimised(smiles)
        out.write(f'{lines[0].strip()}\nsmiles="{smiles}" ion_charge={charge}\n')
        for line in lines[2:]:
            symbol, *numbers = line.split()
            out.write(symbol + "".join(f" {float(number):.4f}" for number in numbers) + "\n")
