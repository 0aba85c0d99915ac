package io.github.cdkdrift.diffusion;

import java.util.random.RandomGenerator;

/**
 * Draws points of R^d: data, or anything that generates. A one-step sampler is one by {@code (random, points) ->
 * System.arraycopy(sampler.draw(points.length / d, random.nextLong()), 0, points, 0, points.length)}, a generator of conformers by
 * {@link io.github.cdkdrift.generator.GeometryDraws#draw} until the array is full.
 */
@FunctionalInterface
public interface PointSource {
    /**
     * Draws as many points as the array has room for.
     *
     * @param points [count · d], overwritten
     */
    void draw(RandomGenerator random, double[] points);

    /**
     * One of these points at a time, each as likely as the others.
     *
     * @param points [count · d], not copied
     * @param dimensions d
     */
    static PointSource of(double[] points, int dimensions) {
        int count = points.length / dimensions;
        if (count == 0 || count * dimensions != points.length) {
            throw new IllegalArgumentException(points.length + " numbers are no points of " + dimensions);
        }
        return (random, drawn) -> {
            for (int at = 0; at < drawn.length; at += dimensions) {
                System.arraycopy(points, random.nextInt(count) * dimensions, drawn, at, dimensions);
            }
        };
    }
}
