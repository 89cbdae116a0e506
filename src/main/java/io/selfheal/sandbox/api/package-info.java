/** The wire protocol of a Kubernetes API server, spoken for a sandbox cluster. */
package io.selfheal.sandbox.api;
