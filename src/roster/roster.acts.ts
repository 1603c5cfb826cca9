/** Declared beside the acts of every other room. */
declare module '../database/act.js' {
  interface Acts {
    'roster.weighed': null;
    'roster.published': null;
    'draft.opened': null;
    'draft.proposed': null;
    'draft.discarded': null;
    'draft.undone': null;
    'draft.placed': null;
    'draft.moved': null;
    'draft.replaced': null;
    'draft.swapped': null;
    'draft.removed': null;
    'draft.locked': null;
    'draft.unlocked': null;
    'search.started': null;
    'search.stopped': null;
  }
}

export {};
