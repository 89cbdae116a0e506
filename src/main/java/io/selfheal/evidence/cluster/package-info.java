/** Evidence that the API server has of a pod: its state, events, logs and use of resources. */
package io.selfheal.evidence.cluster;
