/** VLAD taken apart for teaching: every step with its numbers, in double precision. */
@NullMarked
package org.vladoscope.teach.steps;

import org.jspecify.annotations.NullMarked;
