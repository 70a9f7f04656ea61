/** Content that is the same in every process: a file of `length` bytes. */
export const blobContent = (length: number): Buffer => {
  const content = Buffer.alloc(length);
  for (let at = 0, value = 1; at < length; at++) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648;
    content[at] = value >>> 16;
  }
  return content;
};
