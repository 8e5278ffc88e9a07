/**
 * What people say of queries, and how queries are sorted by how they fared.
 *
 * <p>It may use {@code ranking}, {@code metric} and {@code store}.
 *
 * <p>Start reading at {@link org.vladoscope.judge.Triage} and {@link
 * org.vladoscope.judge.Verdicts}.
 */
@NullMarked
package org.vladoscope.judge;

import org.jspecify.annotations.NullMarked;
