/** Zip files of JSON and arrays whose content a checksum seals: what models and checkpoints are kept in. */
package io.github.cdkdrift.archive;
