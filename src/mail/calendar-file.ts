/** A calendar file as a mail carries it, with what the receiver is to do with it (RFC 5546). */
export interface CalendarFile {
  readonly method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  readonly content: string;
}
