"""A potential for cdkdrift from Psi4: Hartree–Fock, density functionals, MP2 or any other of its methods that has gradients.

    --potential "command:python3 psi4_potential.py wb97x-d def2-svp"
    --potential "command:python3 psi4_potential.py b97-d def2-svp charge=1 multiplicity=1 memory=2GB pcm=water"

The program is started once and stays; each geometry begins from a guess of its own, so that what comes out does not hang on what was
asked before. One thread (OMP_NUM_THREADS says otherwise): --workers gives several programs instead, which is faster. Functionals whose
dispersion another program computes (…-d3bj, pbeh3c) need that program. Needs Psi4 (Debian: psi4). The protocol is in protocol.py.
"""
import atexit
import importlib.util
import os
import pathlib
import shutil
import sys
import tempfile

from protocol import serve

BOHR = 0.529177210903

OPTIONS = {"charge": "0", "multiplicity": "1", "memory": "1GB", "pcm": ""}

PCM = """
Units = Angstrom
Medium {{
    SolverType = IEFPCM
    Solvent = {}
}}
Cavity {{
    RadiiSet = UFF
    Type = GePol
    Scaling = False
    Area = 0.3
    Mode = Implicit
}}
"""


def words():
    """Method, basis and options of the command line."""
    plain = [word for word in sys.argv[1:] if "=" not in word]
    said = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
    unknown = sorted(set(said) - set(OPTIONS))
    if len(plain) != 2 or unknown:
        sys.exit("usage: psi4_potential.py METHOD BASIS " + " ".join(f"[{name}=…]" for name in OPTIONS)
                 + (f"; found {', '.join(unknown)}" if unknown else ""))
    return plain[0], plain[1], {**OPTIONS, **said}


def library():
    """Psi4's Python library; Debian has it where Python does not look."""
    if importlib.util.find_spec("psi4") is None:
        command = shutil.which("psi4") or sys.exit("Psi4 is not installed (Debian: psi4)")
        places = sorted(pathlib.Path(command).resolve().parent.parent.glob("lib*/*/psi4/__init__.py"))
        sys.path.extend(str(place.parent.parent) for place in places)
    import psi4
    return psi4


def program(method, basis, options):
    """Starts Psi4; gives what answers."""
    psi4 = library()

    # Before it says anything: the standard output is for answers.
    psi4.core.be_quiet()
    # Two threads of which one waits are slower than one.
    psi4.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    psi4.set_memory(options["memory"])
    psi4.set_options({"basis": basis, "scf_type": "df", "e_convergence": 1e-8, "d_convergence": 1e-7,
                      "reference": "rhf" if options["multiplicity"] == "1" else "uhf"})
    if options["pcm"]:
        psi4.set_options({"pcm": True, "pcm_scf_type": "total"})
        psi4.pcm_helper(PCM.format(options["pcm"]))

    def evaluate(symbols, positions):
        """Energy and forces, hartree and hartree/A."""
        rows = ["{} {:.10f} {:.10f} {:.10f}".format(symbol, *place) for symbol, place in zip(symbols, positions)]
        molecule = psi4.geometry("\n".join([
            f"{options['charge']} {options['multiplicity']}", *rows, "units angstrom", "symmetry c1", "no_reorient", "no_com"]))
        try:
            gradient, wavefunction = psi4.gradient(method, molecule=molecule, return_wfn=True)
        except Exception as problem:
            sys.exit(f"Psi4 could not do a geometry by {method}/{basis}: {' '.join(str(problem).split())[:300]}")
        finally:
            psi4.core.clean()
        return wavefunction.energy(), [[-float(x) / BOHR for x in row] for row in gradient.np]

    return evaluate


def main():
    method, basis, options = words()
    # Psi4 leaves files where it is, and looks for them at its end, before this folder is removed.
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, True)
    os.chdir(folder)
    os.environ.setdefault("PSI_SCRATCH", folder)
    serve(program(method, basis, options), "hartree/A")


main()
