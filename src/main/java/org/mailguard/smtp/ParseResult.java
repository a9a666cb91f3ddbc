package org.mailguard.smtp;

/** What {@link CommandParser} made of a line. */
public sealed interface ParseResult permits Command, SyntaxError {}
