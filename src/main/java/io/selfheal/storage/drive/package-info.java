/** Keep artefacts in Google Drive: folders, resumable uploads, checksums. */
package io.selfheal.storage.drive;
