"""Writes molecules.sdf: hydrogens explicit, Kekulé bond orders, charges and one MMFF94 geometry each, as RDKit sees them.

Run in this folder with Debian's python3-rdkit (written with RDKit 2022.09.3): python3 molecules.py
"""

from rdkit import Chem
from rdkit.Chem import AllChem

MOLECULES = {
    "ethanol": "CCO",
    "benzene": "c1ccccc1",
    "aspirin": "CC(=O)Oc1ccccc1C(=O)O",
    "acetic acid": "CC(=O)O",
    "acetonitrile": "CC#N",
    "alanine dipeptide": "CC(=O)N[C@@H](C)C(=O)NC",
    "tert-butanol": "CC(C)(C)O",
    "nitrobenzene": "c1ccccc1[N+](=O)[O-]",
    "acetate": "CC(=O)[O-]",
    "naphthalene": "c1ccc2ccccc2c1",
    "dimethyl sulfoxide": "CS(=O)C",
    "methanesulfonamide": "CS(=O)(=O)N",
    "azobenzene": "c1ccccc1/N=N/c1ccccc1",
    "caffeine": "Cn1cnc2c1c(=O)n(C)c(=O)n2C",
    "glycine zwitterion": "[NH3+]CC(=O)[O-]",
    "hexa-2,4-diyne": "CC#CC#CC",
    "penta-2,3-diene": "CC=C=CC",
    "uracil": "O=c1cc[nH]c(=O)[nH]1",
    "malonaldehyde": "O=C/C=C\\O",
    "pyridine N-oxide": "c1cccc[n+]1[O-]",
    "methyl phosphate": "COP(=O)(O)O",
    "thiophene": "c1ccsc1",
    "phenolate": "c1ccccc1[O-]",
    "paracetamol": "CC(=O)Nc1ccc(O)cc1",
    "1-bromo-1-chloro-1-fluoroethane": "F[C@](Cl)(Br)C",
    "meso-2,3-butanediol": "C[C@H](O)[C@H](O)C",
    "glucose": "OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O",
    "(Z)-but-2-ene": "C/C=C\\C",
    "ammonium": "[NH4+]",
    "water": "O",
}

with Chem.SDWriter("molecules.sdf") as writer:
    writer.SetKekulize(True)
    for name, smiles in MOLECULES.items():
        molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
        assert AllChem.EmbedMolecule(molecule, randomSeed=7) == 0, name
        if AllChem.MMFFHasAllMoleculeParams(molecule):
            AllChem.MMFFOptimizeMolecule(molecule)
        Chem.AssignStereochemistryFrom3D(molecule)
        molecule.SetProp("_Name", name)
        molecule.SetProp("SMILES", Chem.MolToSmiles(Chem.RemoveHs(molecule)))
        writer.write(molecule)
