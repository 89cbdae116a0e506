/** Measures what the documentation says of speed and memory. Nothing here judges: it prints. */
package io.selfheal.bench;
