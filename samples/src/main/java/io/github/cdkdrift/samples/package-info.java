/** Programs to begin from: CDK molecules in, conformers out. */
package io.github.cdkdrift.samples;
