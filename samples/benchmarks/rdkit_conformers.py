"""Conformers by RDKit: ETKDGv3 (doi:10.1021/acs.jcim.0c00025), then MMFF94 minimisation, as an XYZ file.

    /usr/bin/python3 rdkit_conformers.py MOLECULE.sdf COUNT OUT.xyz

The order of the atoms stays. Seed 1: with 0 RDKit gives every embedding the same random numbers. Debian: python3-rdkit.
"""
import sys

from rdkit import Chem
from rdkit.Chem import AllChem

molecule = next(Chem.SDMolSupplier(sys.argv[1], removeHs=False))
parameters = AllChem.ETKDGv3()
parameters.randomSeed = 1
found = AllChem.EmbedMultipleConfs(molecule, int(sys.argv[2]), parameters)
AllChem.MMFFOptimizeMoleculeConfs(molecule, maxIters=2000)
with open(sys.argv[3], "w") as out:
    for conformer in found:
        out.write(Chem.MolToXYZBlock(molecule, conformer))
