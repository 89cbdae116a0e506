/** One process at a time: a file that is locked for as long as something is in use. */
package io.selfheal.lock;
