/**
 * Asks one host: plain sockets with control over segments and times, TLS that takes any certificate
 * and writes down what it saw, names by DNS. What comes out are visits, as values, and observations
 * made of them.
 */
@NullMarked
package org.mailguard.doctor.probe;

import org.jspecify.annotations.NullMarked;
