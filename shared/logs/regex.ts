/** With the flag `u` where the expression allows it: people who escape what need not be are understood all the same. Throws as `RegExp` does. */
export const regexOf = (source: string, flags = ''): RegExp => {
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return new RegExp(source, flags);
  }
};
