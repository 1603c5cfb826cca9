import * as highs from 'highs';

/** Loads the solver. The package's types speak of CommonJS, where its loader lies one step deeper than for us. */
export const loadHighs = highs.default as unknown as typeof highs.default.default;
