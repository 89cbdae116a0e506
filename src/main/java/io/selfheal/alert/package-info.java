/** What Alertmanager said: an alert, its labels, its fingerprint. */
package io.selfheal.alert;
