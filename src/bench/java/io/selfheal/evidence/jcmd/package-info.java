/** The benchmark's way into the capture: no production type is public for it. */
package io.selfheal.evidence.jcmd;
