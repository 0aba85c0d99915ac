#!/usr/bin/env python3
"""Writes embeddings by RDKit's ETKDGv3, not minimised, of the molecules of a reference.

usage: etkdg_frames.py REFERENCE.jsonl FOLDER [embeddings]

FOLDER/1.xyz is of the first molecule, and so on; atoms as in the SMILES, then the hydrogen atoms of each. Needs python3-rdkit."""
import json
import os
import sys
import time
from rdkit import Chem
from rdkit.Chem import AllChem

os.makedirs(sys.argv[2], exist_ok=True)
done = []
for line in open(sys.argv[1]):
    smiles = json.loads(line)["smiles"]
    if smiles in done:
        continue
    done.append(smiles)
    begun = time.process_time()
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    parameters = AllChem.ETKDGv3()
    parameters.randomSeed = 1
    AllChem.EmbedMultipleConfs(molecule, int(sys.argv[3]) if len(sys.argv) > 3 else 300, parameters)
    with open(os.path.join(sys.argv[2], "%d.xyz" % len(done)), "w") as out:
        for conformer in molecule.GetConformers():
            out.write(Chem.MolToXYZBlock(molecule, conformer.GetId()))
    print("%s %d embeddings %.1f s" % (smiles, molecule.GetNumConformers(), time.process_time() - begun))
