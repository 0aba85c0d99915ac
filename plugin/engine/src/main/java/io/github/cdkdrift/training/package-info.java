/**
 * From frames or target samples to a network: {@link io.github.cdkdrift.training.TrainingSettings} with the defaults of {@code Recipes}, {@link
 * io.github.cdkdrift.training.Trainer} that makes the steps, {@link io.github.cdkdrift.training.Checkpoint} from which it goes on.
 */
package io.github.cdkdrift.training;
