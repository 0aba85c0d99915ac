/** Programs that answer line by line, in processes of their own. */
package io.github.cdkdrift.worker;
