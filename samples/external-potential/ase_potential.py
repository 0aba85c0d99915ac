"""A potential for cdkdrift from a calculator of ASE: cdkdrift asks over standard input and reads the answers.

    --potential "command:python3 ase_potential.py emt"

Reads frames of extended XYZ (elements, positions in angstrom) and answers each with a frame of the same atoms, with energy=, forces
and units=. A blank line ends a batch; the end of the input ends the program. Everything but answers belongs on standard
error. Needs ASE (Debian: python3-ase).

emt and lj are there to try it out and are no good for chemistry: put the calculator of your choice into CALCULATORS.
"""
import sys

from ase import Atoms
from ase.calculators.emt import EMT
from ase.calculators.lj import LennardJones

CALCULATORS = {
    "emt": EMT,
    "lj": lambda: LennardJones(sigma=1.2, epsilon=0.1, rc=20.0),
}


def frames(lines):
    for line in lines:
        if not line.strip():
            sys.stdout.flush()
            continue
        next(lines)
        rows = [next(lines).split() for _ in range(int(line))]
        yield Atoms([row[0] for row in rows], [[float(x) for x in row[1:4]] for row in rows])


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CALCULATORS:
        sys.exit("usage: ase_potential.py " + "|".join(CALCULATORS))
    calculator = CALCULATORS[sys.argv[1]]()
    for atoms in frames(sys.stdin):
        atoms.calc = calculator
        forces = atoms.get_forces().tolist()
        print(len(atoms))
        print(f'Properties=species:S:1:pos:R:3:forces:R:3 units="eV/A" energy={float(atoms.get_potential_energy())}')
        for symbol, position, force in zip(atoms.get_chemical_symbols(), atoms.positions.tolist(), forces):
            print(symbol, *position, *force)


main()
