package io.github.cdkdrift.backend;

/**
 * Elementary functions over float arrays, written as straight loops without branches or bit tricks so that the JIT
 * turns them into vector instructions; several times as fast as scalar library calls.
 */
public final class VectorMath {
    /** exp of anything lower is denormal in single precision, of anything higher infinite. */
    private static final float LOWEST_EXPONENT = -87f;

    private static final float HIGHEST_EXPONENT = 88f;

    private VectorMath() {}

    /** out[i] = exp(in[i]) for i &lt; n, relative error below 2e-5. Both arrays may be the same. */
    static void exp(float[] in, float[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = exp(in[i]);
        }
    }

    /** Replaces values[from] to values[from + n − 1] by their exponentials, relative error below 2e-5. */
    public static void exp(float[] values, int from, int n) {
        for (int i = from; i < from + n; i++) {
            values[i] = exp(values[i]);
        }
    }

    /**
     * SiLU (Elfwing et al., arXiv:1702.03118, section 2) and its derivative: with s = 1/(1 + exp(−z)) the activation is
     * z·s and the derivative s + z·s·(1 − s). Absolute error of s below 1e-6.
     */
    public static void silu(float[] z, float[] activation, float[] derivative, int n) {
        for (int i = 0; i < n; i++) {
            float size = Math.abs(z[i]);
            float tail = tail(size);
            float half = 0.5f - tail;
            activation[i] = 0.5f * z[i] + size * half;
            derivative[i] = 0.5f + z[i] * (half / (size + Float.MIN_NORMAL) + tail * (1f - tail));
        }
    }

    /** SiLU alone; both arrays may be the same. */
    static void silu(float[] z, float[] activation, int n) {
        for (int i = 0; i < n; i++) {
            float size = Math.abs(z[i]);
            activation[i] = 0.5f * z[i] + size * (0.5f - tail(size));
        }
    }

    /**
     * SiLU and its first three derivatives. With h = s − ½, s the sigmoid, and s′ = ¼ − h² they are z (½ + h), ½ + h + z s′, 2 s′ (1 −
     * z h) and −2 s′ (3h + z (s′ − 2h²)).
     *
     * @param z [n], overwritten with the activation
     */
    public static void silu(float[] z, float[] first, float[] second, float[] third, int n) {
        centredSigmoid(z, second, n);
        oddDerivatives(z, second, first, third, n);
        evenDerivatives(z, second, n);
    }

    /** 1/(1 + exp(−z)) − ½. */
    private static void centredSigmoid(float[] z, float[] h, int n) {
        for (int i = 0; i < n; i++) {
            h[i] = 0.5f - tail(Math.abs(z[i]));
        }
        for (int i = 0; i < n; i++) {
            h[i] *= z[i] / (Math.abs(z[i]) + Float.MIN_NORMAL);
        }
    }

    private static void oddDerivatives(float[] z, float[] h, float[] first, float[] third, int n) {
        for (int i = 0; i < n; i++) {
            float s = 0.25f - h[i] * h[i];
            first[i] = 0.5f + h[i] + z[i] * s;
            third[i] = -2f * s * (3f * h[i] + z[i] * (s - 2f * h[i] * h[i]));
        }
    }

    /** Overwrites z with its activation and h with the second derivative. */
    private static void evenDerivatives(float[] z, float[] h, int n) {
        for (int i = 0; i < n; i++) {
            float q = h[i];
            h[i] = 2f * (0.25f - q * q) * (1f - z[i] * q);
            z[i] *= 0.5f + q;
        }
    }

    /**
     * 1/(1 + exp(x)) for x ≥ 0, absolute error below 1e-6. The Taylor polynomial of exp(x/16), squared four times: where it
     * is off, the result is near 0, and what overflows gives 0, so that no argument needs to be clamped.
     */
    private static float tail(float x) {
        float t = x * (1f / 16f);
        float p = 1f / 120f + t * (1f / 720f);
        p = 1f / 24f + t * p;
        p = 1f / 6f + t * p;
        p = 1f / 2f + t * p;
        p = 1f + t * p;
        p = 1f + t * p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return 1f / (1f + p);
    }

    /** The Taylor polynomial of exp(x/128), squared seven times: the argument is small enough for six terms. */
    private static float exp(float x) {
        float t = Math.min(HIGHEST_EXPONENT, Math.max(LOWEST_EXPONENT, x)) * (1f / 128f);
        float p = 1f / 120f + t * (1f / 720f);
        p = 1f / 24f + t * p;
        p = 1f / 6f + t * p;
        p = 1f / 2f + t * p;
        p = 1f + t * p;
        p = 1f + t * p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }

    static void add(float[] target, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] += other[i];
        }
    }

    static void multiply(float[] target, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] *= other[i];
        }
    }

    static void subtract(float[] target, float[] other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] -= other[i];
        }
    }

    static void subtract(float[] target, float other, int n) {
        for (int i = 0; i < n; i++) {
            target[i] -= other;
        }
    }

    static float max(float[] values, int n) {
        float top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            top = Math.max(top, values[i]);
        }
        return top;
    }

    /** Four running sums: a single one would wait for each addition to finish. */
    static float sum(float[] values, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
        }
        for (; i < n; i++) {
            a += values[i];
        }
        return (a + b) + (c + d);
    }
}
