/**
 * Whether a text is a path of ours: no other site's, however it is disguised. Browsers drop tabs and
 * line breaks, and read a backslash as a slash. Letters that are not ASCII stand in a path as `%E4%B8%AD`.
 */
export const isLocalPath = (text: string): boolean =>
  /^\/(?![/\\])[!-~]*$/.test(text) && !text.includes('\\');
