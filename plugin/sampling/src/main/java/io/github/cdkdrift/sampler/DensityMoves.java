package io.github.cdkdrift.sampler;

import io.github.cdkdrift.density.ConformerDensity;
import io.github.cdkdrift.dynamics.Proposals;
import java.util.Arrays;

/** Proposals from a density of conformers: the whole molecule drawn anew, or one block of its coordinates given all others. */
final class DensityMoves {
    private final ConformerDensity density;
    private final ConformerDensity.Workspace[] workspaces;

    DensityMoves(ConformerDensity density, int walkers) {
        this.density = density;
        workspaces = new ConformerDensity.Workspace[walkers];
        Arrays.setAll(workspaces, walker -> density.workspace());
    }

    /** Draws that do not depend on where the walker stands: the ratio of the way back to the way there is ρ(x) / ρ(x′). */
    Proposals whole() {
        return (walker, positions, at, random) -> {
            double before = workspaces[walker].logDensity(positions, at);
            return before - workspaces[walker].draw(random, positions, at);
        };
    }

    /** One of the blocks, each as likely as the others. */
    Proposals block() {
        return (walker, positions, at, random) ->
                workspaces[walker].redraw(random.nextInt(density.blocks()), random, positions, at);
    }
}
