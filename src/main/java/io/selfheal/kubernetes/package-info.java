/** The only door to the cluster: pods, owners, exec, eviction; the client stays hidden. */
package io.selfheal.kubernetes;
