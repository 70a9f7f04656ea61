/** Text as GBK bytes, by the tables of the system's own decoder, read backwards. */
const decoder = new TextDecoder('gbk');
let table: ReadonlyMap<string, readonly [number, number]> | undefined;

const tableOf = (): ReadonlyMap<string, readonly [number, number]> => {
  const made = new Map<string, readonly [number, number]>();
  for (let first = 0x81; first <= 0xfe; first++)
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = decoder.decode(Uint8Array.of(first, second));
      if ([...character].length === 1 && !made.has(character)) made.set(character, [first, second]);
    }
  return made;
};

export const gbk = (text: string): Buffer => {
  table ??= tableOf();
  const known = table;
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character <= '\u007f') return [character.charCodeAt(0)];
      const bytes = known.get(character);
      if (!bytes) throw new Error(`GBK has no ${character}`);
      return [...bytes];
    }),
  );
};
