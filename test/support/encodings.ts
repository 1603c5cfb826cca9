/** What each character of two bytes is written as, in an encoding that the platform reads and can't write. */
function tableOf(encoding: string, leads: readonly [number, number]): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let lead = leads[0]; lead <= leads[1]; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      try {
        const letter = decoder.decode(Uint8Array.of(lead, trail));
        if ([...letter].length === 1 && !table.has(letter)) table.set(letter, [lead, trail]);
      } catch {
        // No character of it.
      }
  return table;
}

const writer = (encoding: string, leads: readonly [number, number]) => {
  let table: ReadonlyMap<string, readonly number[]> | undefined;
  return (text: string): Buffer => {
    table ??= tableOf(encoding, leads);
    const bytes = [...text].flatMap((letter) =>
      letter < '\u0080' ? [letter.charCodeAt(0)] : table!.get(letter),
    );
    if (bytes.includes(undefined)) throw new Error(`${encoding} has no such character in ${text}.`);
    return Buffer.from(bytes as number[]);
  };
};

/** As Windows writes it on the mainland. */
export const inGb18030 = writer('gb18030', [0x81, 0xfe]);

/** As Windows writes it in Taiwan. */
export const inBig5 = writer('big5', [0xa1, 0xf9]);
