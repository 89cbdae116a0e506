/** The story in order: one step per stage. */
package io.selfheal.response;
