/**
 * A small Kubernetes whose pods are JVM processes of this machine: state, controller, containers.
 */
package io.selfheal.sandbox.cluster;
