package org.mailguard.inspect;

/**
 * One reading of a part's file name. There is one for each name that some mail program would show,
 * so a rule holds if it holds for any of them.
 *
 * @param parameter {@code name} of Content-Type or {@code filename} of Content-Disposition
 * @param name decoded
 */
public record FileName(int part, String parameter, String name) {}
