/**
 * Numerical methods that know nothing of images: k-means, principal components, eigenvectors.
 *
 * <p>It may use {@code common} and {@code compute}; everything that trains something uses it.
 *
 * <p>Start reading at {@link org.vladoscope.linalg.PrincipalComponents}.
 */
@NullMarked
package org.vladoscope.linalg;

import org.jspecify.annotations.NullMarked;
