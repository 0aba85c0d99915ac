/**
 * Programs that answer line by line, in processes of their own: a line goes in, a line comes out, and a crash or a task without an end
 * costs that one answer.
 */
package io.github.cdkdrift.worker;
