/** A Google Drive on loopback, for what the store asks of it. */
package io.selfheal.sandbox.drive;
