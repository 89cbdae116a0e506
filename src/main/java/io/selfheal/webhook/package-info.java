/** Take alerts in: authenticate, bound, parse, answer fast. */
package io.selfheal.webhook;
