package io.github.cdkdrift.samples.molecules;

/** Drugs and small molecules like them, of 13 to 39 atoms, with one to six rotors beside methyl groups. */
enum DrugLike {
    PROPANEDIOL("(R)-propane-1,2-diol", "C[C@@H](O)CO"),
    PARACETAMOL("paracetamol", "CC(=O)Nc1ccc(O)cc1"),
    ASPIRIN("aspirin", "CC(=O)Oc1ccccc1C(=O)O"),
    DOPAMINE("dopamine", "NCCc1ccc(O)c(O)c1"),
    ALANINE_DIPEPTIDE("N-acetyl-L-alanine N'-methylamide", "CC(=O)N[C@@H](C)C(=O)NC"),
    BENZOCAINE("benzocaine", "CCOC(=O)c1ccc(N)cc1"),
    EPHEDRINE("ephedrine", "CN[C@@H](C)[C@H](O)c1ccccc1"),
    NAPROXEN("naproxen", "COc1ccc2cc(ccc2c1)[C@H](C)C(=O)O"),
    IBUPROFEN("(S)-ibuprofen", "CC(C)Cc1ccc(cc1)[C@H](C)C(=O)O"),
    LIDOCAINE("lidocaine", "CCN(CC)CC(=O)Nc1c(C)cccc1C");

    private final String title;
    private final String smiles;

    DrugLike(String title, String smiles) {
        this.title = title;
        this.smiles = smiles;
    }

    String title() {
        return title;
    }

    String smiles() {
        return smiles;
    }
}
