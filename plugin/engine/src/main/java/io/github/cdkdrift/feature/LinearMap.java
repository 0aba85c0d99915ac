package io.github.cdkdrift.feature;

/** A matrix, or its diagonal alone, applied to vectors that lie in longer arrays. */
abstract class LinearMap {
    abstract int rows();

    /** to[toStart + row] = Σ matrix[row, i] · from[fromStart + i]. */
    abstract void apply(float[] from, int fromStart, float[] to, int toStart);

    /** The same with the transposed matrix. */
    abstract void applyTransposed(float[] from, int fromStart, float[] to, int toStart);

    /** The product with a matrix of [columns][any]. */
    abstract double[][] times(double[][] right);

    /** The product of the transposed matrix with a matrix of [rows][any]. */
    abstract double[][] transposedTimes(double[][] right);

    static LinearMap diagonal(double[] diagonal) {
        return new Diagonal(diagonal.clone());
    }

    /** @param matrix [rows][columns] */
    static LinearMap dense(double[][] matrix) {
        return new Dense(matrix);
    }

    private static final class Diagonal extends LinearMap {
        private final double[] values;

        Diagonal(double[] values) {
            this.values = values;
        }

        @Override
        int rows() {
            return values.length;
        }

        @Override
        void apply(float[] from, int fromStart, float[] to, int toStart) {
            for (int i = 0; i < values.length; i++) {
                to[toStart + i] = (float) (values[i] * from[fromStart + i]);
            }
        }

        @Override
        void applyTransposed(float[] from, int fromStart, float[] to, int toStart) {
            apply(from, fromStart, to, toStart);
        }

        @Override
        double[][] times(double[][] right) {
            double[][] product = new double[values.length][];
            for (int row = 0; row < values.length; row++) {
                product[row] = right[row].clone();
                for (int column = 0; column < product[row].length; column++) {
                    product[row][column] *= values[row];
                }
            }
            return product;
        }

        @Override
        double[][] transposedTimes(double[][] right) {
            return times(right);
        }
    }

    private static final class Dense extends LinearMap {
        private final double[][] matrix;

        Dense(double[][] matrix) {
            this.matrix = matrix;
        }

        @Override
        int rows() {
            return matrix.length;
        }

        @Override
        void apply(float[] from, int fromStart, float[] to, int toStart) {
            for (int row = 0; row < matrix.length; row++) {
                double sum = 0;
                for (int i = 0; i < matrix[row].length; i++) {
                    sum += matrix[row][i] * from[fromStart + i];
                }
                to[toStart + row] = (float) sum;
            }
        }

        @Override
        void applyTransposed(float[] from, int fromStart, float[] to, int toStart) {
            for (int i = 0; i < matrix[0].length; i++) {
                double sum = 0;
                for (int row = 0; row < matrix.length; row++) {
                    sum += matrix[row][i] * from[fromStart + row];
                }
                to[toStart + i] = (float) sum;
            }
        }

        @Override
        double[][] times(double[][] right) {
            double[][] product = new double[matrix.length][right[0].length];
            for (int row = 0; row < matrix.length; row++) {
                for (int i = 0; i < right.length; i++) {
                    for (int column = 0; column < right[i].length; column++) {
                        product[row][column] += matrix[row][i] * right[i][column];
                    }
                }
            }
            return product;
        }

        @Override
        double[][] transposedTimes(double[][] right) {
            double[][] product = new double[matrix[0].length][right[0].length];
            for (int row = 0; row < matrix.length; row++) {
                for (int i = 0; i < product.length; i++) {
                    for (int column = 0; column < right[row].length; column++) {
                        product[i][column] += matrix[row][i] * right[row][column];
                    }
                }
            }
            return product;
        }
    }
}
