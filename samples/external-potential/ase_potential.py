"""A potential for cdkdrift from a calculator of ASE: cdkdrift asks over standard input and reads the answers.

    --potential "command:python3 ase_potential.py emt"

The calculator is made once and answers all geometries. The protocol is in protocol.py. Needs ASE (Debian: python3-ase).

emt and lj are there to try it out and are no good for chemistry: put the calculator of your choice into CALCULATORS. MACE-OFF
(mace.calculators.mace_off), AIMNet2 and ANI come as calculators of ASE, too; these have not been run here.
"""
import sys

from ase import Atoms
from ase.calculators.emt import EMT
from ase.calculators.lj import LennardJones

from protocol import serve

CALCULATORS = {
    "emt": EMT,
    "lj": lambda: LennardJones(sigma=1.2, epsilon=0.1, rc=20.0),
}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CALCULATORS:
        sys.exit("usage: ase_potential.py " + "|".join(CALCULATORS))
    calculator = CALCULATORS[sys.argv[1]]()

    def evaluate(symbols, positions):
        atoms = Atoms(symbols, positions)
        atoms.calc = calculator
        return float(atoms.get_potential_energy()), atoms.get_forces().tolist()

    serve(evaluate, "eV/A")


main()
