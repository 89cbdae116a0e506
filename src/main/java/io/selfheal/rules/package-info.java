/** Which alert deserves which response. */
package io.selfheal.rules;
