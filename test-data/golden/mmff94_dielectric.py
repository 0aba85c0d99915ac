"""Golden MMFF94 energies of RDKit with dielectrics, kcal/mol, of the molecules and geometries in mmff94.json.

    cd test-data/golden && /usr/bin/python3 mmff94_dielectric.py > mmff94-dielectric.json

Made with Python 3.11.2, RDKit 2022.09.3 (Debian package python3-rdkit).
"""
import json
import pathlib
from rdkit import Chem
from rdkit.Chem import AllChem
from rdkit.Geometry import Point3D

CONSTANT, DISTANCE = 1, 2
DIELECTRICS = {
    "dielectric 4": (4, CONSTANT),
    "dielectric 78.5": (78.5, CONSTANT),
    "dielectric distance": (1, DISTANCE),
    "dielectric 4 × distance": (4, DISTANCE),
}

golden = []
for record in json.loads(pathlib.Path("mmff94.json").read_text()):
    molecule = Chem.MolFromMolBlock(record["molfile"], removeHs=False)
    energies = {"name": record["name"]}
    for name, (constant, model) in DIELECTRICS.items():
        properties = AllChem.MMFFGetMoleculeProperties(molecule, mmffVariant="MMFF94")
        properties.SetMMFFDielectricConstant(constant)
        properties.SetMMFFDielectricModel(model)
        energies[name] = []
        for positions in record["conformers"]:
            for atom in range(molecule.GetNumAtoms()):
                molecule.GetConformer().SetAtomPosition(atom, Point3D(*positions[3 * atom:3 * atom + 3]))
            field = AllChem.MMFFGetMoleculeForceField(molecule, properties)
            energies[name].append(round(field.CalcEnergy(), 6))
    golden.append(energies)
print(json.dumps(golden, indent=0, ensure_ascii=False))
