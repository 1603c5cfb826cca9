import type { Values } from './domain/refusal.js';

/** A page to show: which view, with what. */
export class Page {
  constructor(
    readonly view: string,
    readonly data: object,
    readonly status = 200,
  ) {}
}

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

/** A picture, as SVG. */
export class Drawing {
  constructor(readonly svg: string) {}
}

export const page = (view: string, data: object = {}, status?: number) => new Page(view, data, status);

export const seeOther = (path: string, key?: string, values?: Values) =>
  new SeeOther(path, key === undefined ? undefined : { key, values });
