/** A name as it may be seen by whoever finds a slip or reads a mail on its way: the first character alone. */
export const familyNameOf = (name: string): string => `${[...name][0]}＊`;
