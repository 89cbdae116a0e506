/** Take artefacts out of a live pod: plan, capture, verify. */
package io.selfheal.evidence;
