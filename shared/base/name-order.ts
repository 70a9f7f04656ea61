/** How lists order names and titles: Chinese by pinyin, the rest by alphabet, case and accents last. */
const collator = new Intl.Collator(['zh-CN', 'en']);

export const compareNames = (left: string, right: string): number => collator.compare(left, right);
