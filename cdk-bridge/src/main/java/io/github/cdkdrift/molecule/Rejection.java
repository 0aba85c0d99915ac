package io.github.cdkdrift.molecule;

/** Why a drawn geometry is not a conformer of the molecule. */
public enum Rejection {
    /** A coordinate is NaN or infinite. */
    NOT_FINITE,
    /** A bond is shorter than half or longer than one and a half times its mean over the frames. */
    BROKEN_BOND,
    /** Two atoms that are not bonded are as close as a bond. */
    CLASH,
    /** A stereocentre has the wrong configuration, and reflection does not mend it. */
    WRONG_STEREOCHEMISTRY,
    /** Its energy is above that of every sample that the generator learnt from. */
    STRAINED
}
