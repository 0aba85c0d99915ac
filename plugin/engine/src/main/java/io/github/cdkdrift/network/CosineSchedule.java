package io.github.cdkdrift.network;

/** The learning rate falls along half a cosine from its initial value to 0 (Loshchilov and Hutter, arXiv:1608.03983). */
public record CosineSchedule(double initial, int steps) {
    /** The rate of a step, from 1. */
    public double rate(int step) {
        return initial * 0.5 * (1 + Math.cos(Math.PI * (step - 1) / steps));
    }
}
