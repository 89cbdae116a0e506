/** Evidence by jcmd over pod exec: argv only, never a shell. */
package io.selfheal.evidence.jcmd;
