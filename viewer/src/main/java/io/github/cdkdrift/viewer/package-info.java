/**
 * Ensembles made visible by Jmol, which only this module knows: {@link io.github.cdkdrift.viewer.EnsemblePreview} writes pictures,
 * animations, scripts and files that Jmol reopens, {@link io.github.cdkdrift.viewer.JmolWindow} opens its window.
 */
package io.github.cdkdrift.viewer;
