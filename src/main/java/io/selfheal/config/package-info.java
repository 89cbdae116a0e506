/** Read YAML strictly: sections with typed values, every mistake in one report. */
package io.selfheal.config;
