/**
 * What is known of boxes, as data: fingerprints and remedies are blocks of text files beside this
 * package, read by one strict parser.
 */
@NullMarked
package org.mailguard.doctor.catalogue;

import org.jspecify.annotations.NullMarked;
