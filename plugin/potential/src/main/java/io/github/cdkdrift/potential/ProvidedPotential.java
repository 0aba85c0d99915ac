package io.github.cdkdrift.potential;

import java.util.Objects;

/**
 * A potential that a {@link PotentialProvider} gave, which can be had again by the provider's name.
 *
 * @param provider the name of the provider
 * @param isCheap whether it may be asked hundreds of thousands of times
 * @param potential what was given
 */
public record ProvidedPotential(String provider, boolean isCheap, Potential potential) implements ForwardingPotential {
    /** Checks that nothing is missing. */
    public ProvidedPotential {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(potential, "potential");
    }
}
