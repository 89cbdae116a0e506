/** What the operator sees: metrics, health, readiness. */
package io.selfheal.console;
