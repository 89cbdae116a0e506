/**
 * The packaged responder, killed and starved of its disk: what it acknowledged must outlive that.
 */
package io.selfheal.reliability;
