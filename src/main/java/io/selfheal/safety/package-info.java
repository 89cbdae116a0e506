/** May we act now? Gates that answer allowed, deferred or refused, with a reason. */
package io.selfheal.safety;
