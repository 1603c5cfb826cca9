/** What an SMTP client says went wrong: its own code, the server's, and the command that was under way. */
export interface SmtpFault {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  /** The server's own words, which may hold an enhanced status code (RFC 3463). */
  readonly response?: string;
}

/**
 * What to do after a failed try: try `later`; give the mail up because its `address` was refused for good; or because
 * the `mail` itself was.
 */
export type Verdict = 'later' | 'address' | 'mail';

/** RFC 5321, 4.2.3: no such mailbox, not local, name not allowed. Others (full, policy) may be another day. */
const noSuchMailbox = [550, 551, 553];

/**
 * Judges a failed try by where and how the server refused (RFC 5321, 4.2.1: 4yz is for now, 5yz is for good). A server
 * that refuses the program itself, at the greeting, the sign-in or the sender, is misconfigured or down: no mail is
 * given up for that before its day is over.
 */
export function verdictOf({ responseCode = 0, command, response = '' }: SmtpFault): Verdict {
  const [, subject] = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(response) ?? [];
  // 5.7.x: what is refused is who sends, by policy (no relaying, a blocked sender).
  if (responseCode < 500 || subject === '7') return 'later';
  const aboutAddress = subject === undefined ? noSuchMailbox.includes(responseCode) : subject === '1';
  if (command === 'RCPT TO') return aboutAddress ? 'address' : 'mail';
  return command === 'DATA' ? 'mail' : 'later';
}
