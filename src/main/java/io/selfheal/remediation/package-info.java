/** The one irreversible act: remove this pod by UID; watch its replacement. */
package io.selfheal.remediation;
