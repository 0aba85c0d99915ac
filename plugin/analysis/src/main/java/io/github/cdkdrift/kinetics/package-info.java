/** Motion in time: transitions between states, and their rates. */
package io.github.cdkdrift.kinetics;
