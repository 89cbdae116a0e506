/** Start and stop: root configuration, wiring by constructors, the close stack. */
package io.selfheal.app;
