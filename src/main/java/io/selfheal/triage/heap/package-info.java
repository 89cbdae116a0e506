/** What fills a heap: by class out of a histogram or a dump, and who holds it. */
package io.selfheal.triage.heap;
