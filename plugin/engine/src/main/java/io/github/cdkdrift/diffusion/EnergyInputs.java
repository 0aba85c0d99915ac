package io.github.cdkdrift.diffusion;

/**
 * What a network is told of a point x at a time t, f(x, t), with the derivatives that carry its gradients to the point and back, and the
 * part of ln q that is known beforehand, the prior. Points are in units of their spread. One for each {@link Expert}; not safe for use by
 * several threads at once.
 */
sealed interface EnergyInputs permits PlainInputs, BeadInputs {
    /** Numbers of a point. */
    int dimensions();

    /** Dimensions in which points move. */
    int freedoms();

    /** How many numbers the network is told. */
    int size();

    /** The range of times. */
    TimeFeatures time();

    /** The same for another range. */
    EnergyInputs over(TimeFeatures range);

    /** Removes from vectors, [… · dimensions], what points do not move in. */
    void project(double[] vectors);

    /** f(x, t) of the point that begins at {@code at}, written from {@code to} on. */
    void values(double[] points, int at, double t, float[] inputs, int to);

    /**
     * Expands f along x + εv: df/dx v is written from {@code first} on, vᵀ d²f/dx² v added from {@code second} on.
     *
     * @return vᵀ ∇² prior v
     */
    double probe(double[] points, double[] vectors, int at, double t, float[] stack, int first, int second);

    /** The prior. */
    double prior(double[] points, int at, double t);

    /**
     * The gradient with respect to the point of network and prior, written from {@code at} on.
     *
     * @param gradients of the network with respect to f, from {@code from} on
     */
    void score(double[] points, int at, double t, float[] gradients, int from, double[] scores);

    /** The derivative with respect to the time of network and prior. */
    double pace(double[] points, int at, double t, float[] gradients, int from);

    /**
     * df/dx u + factor df/dt, written from {@code to} on.
     *
     * @param vectors u, from {@code at} on
     */
    void direction(double[] points, double[] vectors, int at, double t, double factor, float[] directions, int to);
}
