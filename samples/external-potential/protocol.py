"""What a program does that cdkdrift asks for energies and forces (--potential "command:python3 …").

The program is started once and stays. It reads frames of extended XYZ (elements, positions in angstrom) on standard input, any number
at a time, and answers each, in the same order, with a frame of the same atoms that has energy=, forces and units= (kcal/mol/A,
eV/A, Hartree/bohr, …). A blank line ends a batch: by then all answers must have been flushed. The end of the input ends the program.
Forces are the negative gradient of the energy, which cdkdrift checks: at the first geometry it asks for four more near by.
Everything but answers belongs on standard error. A program that cannot do a geometry says so there and ends:
cdkdrift shows its last words, and starts it anew for the next batch.
"""
import sys


def serve(evaluate, units):
    """Answers until nobody asks any more.

    evaluate(symbols, positions) gives an energy and a list of [x, y, z] for each atom, in these units.
    """
    for line in sys.stdin:
        if not line.strip():
            sys.stdout.flush()
            continue
        next(sys.stdin)
        rows = [next(sys.stdin).split() for _ in range(int(line))]
        symbols = [row[0] for row in rows]
        positions = [[float(x) for x in row[1:4]] for row in rows]
        energy, forces = evaluate(symbols, positions)
        print(len(rows))
        print(f'Properties=species:S:1:pos:R:3:forces:R:3 units="{units}" energy={energy!r}')
        for symbol, position, force in zip(symbols, positions, forces):
            print(symbol, *position, *force)
