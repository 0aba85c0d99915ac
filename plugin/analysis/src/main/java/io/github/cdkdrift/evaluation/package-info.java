/**
 * How near a set of conformers is to a reference ensemble, and how near it could be: {@link
 * io.github.cdkdrift.evaluation.Evaluation} compares, {@link io.github.cdkdrift.evaluation.EvaluationReport} holds the
 * figures with two floors beside them.
 */
package io.github.cdkdrift.evaluation;
