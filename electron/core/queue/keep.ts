/** Those slots that pass, in the same order. A plain loop: `Int32Array.filter` takes several times as long. */
export const keep = (slots: Int32Array, passes: (slot: number) => boolean): Int32Array => {
  const kept = new Int32Array(slots.length);
  let count = 0;
  for (let place = 0; place < slots.length; place++) {
    const slot = slots[place] ?? 0;
    if (passes(slot)) kept[count++] = slot;
  }
  return kept.slice(0, count);
};
