/**
 * The crash matrix: the responder's own steps, runner, uploader and messenger in a simulated world,
 * where at any boundary the process may end or the call may fail. One seed decides everything.
 */
package io.selfheal.reliability.matrix;
