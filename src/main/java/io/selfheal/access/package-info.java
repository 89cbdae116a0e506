/**
 * The way in: HTTP ports with bounds and deadlines, who may call, problems as answers, and health.
 */
package io.selfheal.access;
