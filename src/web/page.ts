import type { Values } from './domain/refusal.js';

/** A page to show: which view, with what. */
export class Page {
  constructor(
    readonly view: string,
    readonly data: object,
    readonly status = 200,
    /** Seconds that anybody on the way may keep it; it holds nothing of who asked. */
    readonly sharedFor?: number,
  ) {}
}

/** A page that is the same for everybody. It has no form that changes anything, for it has no token. */
export const sharedPage = (view: string, data: object, seconds: number) => new Page(view, data, 200, seconds);

/** Go and see another page (303), with a word about what was done. */
export class SeeOther {
  constructor(
    readonly path: string,
    readonly done?: { key: string; values?: Values },
  ) {}
}

/** A file to take away. */
export class Download {
  constructor(
    readonly fileName: string,
    readonly type: string,
    readonly content: string | Buffer,
  ) {}
}

/** A mail as its reader sees it: nothing in it runs, and only its own styles hold. */
export class MailSheet {
  constructor(readonly html: string) {}
}

/** A picture, as SVG. */
export class Drawing {
  constructor(readonly svg: string) {}
}

export const page = (view: string, data: object = {}, status?: number) => new Page(view, data, status);

export const seeOther = (path: string, key?: string, values?: Values) =>
  new SeeOther(path, key === undefined ? undefined : { key, values });
