/**
 * Runs and rankings as files for others: HTML, CSV and the formats of the field.
 *
 * <p>It may use {@code run} and what stands before it.
 *
 * <p>Start reading at {@link org.vladoscope.report.HtmlReport}.
 */
@NullMarked
package org.vladoscope.report;

import org.jspecify.annotations.NullMarked;
