/**
 * Whether a text is a path of ours: no other site's, however it is disguised. Browsers drop tabs and
 * line breaks, and read a backslash as a slash.
 */
export const isLocalPath = (text: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(text);
