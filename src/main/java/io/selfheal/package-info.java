/** The command line. */
package io.selfheal;
