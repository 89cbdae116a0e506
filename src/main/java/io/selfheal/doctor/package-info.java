/** Holds what the configuration needs against reality: each answer with its mend. */
package io.selfheal.doctor;
