/** Keep artefacts in a bucket of S3, or of a server that speaks like it. */
package io.selfheal.storage.s3;
