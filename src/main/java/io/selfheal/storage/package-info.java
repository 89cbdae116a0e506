/** Keep artefacts: the spool, the store in Drive or in a local folder. */
package io.selfheal.storage;
