/**
 * Codes that programs give what went wrong. People write the same one in many ways (`0x116`, `0x00000116`, `VIDEO_TDR_FAILURE (116)`;
 * `80070005`, `-2147024891`; `event ID 4625`, `事件 4625`): each is known by one name here. Texts are folded (`fold.ts`).
 */

/** Names that stand for numbers: `video_tdr_failure` → `0x116`. Folded. */
export type CodeNames = ReadonlyMap<string, string>;

/** A code in a text, half-open. `code` is equal however it was written. */
export interface CodeHit {
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

const START = '(?<![0-9a-z_])';
const END = '(?![0-9a-z])';
/** Between a word like `event` and its number: `eventid>4625`, `"event_id": 4625`. */
const SIGNS = String.raw`[\s:=#>"']{0,4}`;

const numbered = new RegExp(
  [
    `${START}0x(?<hex>[0-9a-f]{1,16})${END}`,
    // Without 0x a letter alone could be a word: what fails has its first bit set and holds a digit.
    `${START}(?<bare>(?=[a-f]*[0-9])[89a-f][0-9a-f]{7})${END}`,
    String.raw`(?<![0-9a-z])[-\u2212](?<negative>[0-9]{9,10})${END}`,
    `${START}kb[\\s-]?(?<kb>[0-9]{6,7})${END}`,
    `${START}(?<vendor>ora|tns|rman|pls)[\\s:-]?0*(?<vendorNumber>[1-9][0-9]{0,4})${END}`,
    `(?:${START}(?:event|evt)|事件)[\\s._-]?(?:id|code|number|no\\.?|代码|编号|标识)?${SIGNS}(?<event>[0-9]{1,5})${END}`,
    `(?:${START}(?:bug\\s?check|stop\\s?(?:code|error))|停止代码|停止码)\\s?(?:code|代码)?${SIGNS}(?<stop>(?=[a-f]*[0-9])[0-9a-f]{1,8})${END}`,
    `(?:${START}(?:error|err|exit|return)|错误|返回码|退出码)[\\s._-]?(?:code|number|no\\.?|代码|码|号)?${SIGNS}(?<error>[0-9]{1,5})${END}`,
  ].join('|'),
  'gu',
);

/** A name in capitals and underscores; after it may stand its number in brackets, without 0x. */
const named = /(?<![0-9a-z_])(?<name>[a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?:\s?\((?:0x)?(?<number>[0-9a-f]{1,8})\))?/gu;

const LARGEST = 0x1_0000_0000;

/** `0x` and the digits that count; undefined for what is longer than a code: an address. */
const hexCode = (digits: string): string | undefined => {
  // 32 bits as a 64-bit program writes them.
  const short = digits.length === 16 ? digits.replace(/^f{8}(?=[89a-f])/u, '') : digits;
  const counting = short.replace(/^0+(?=.)/u, '');
  return counting.length > 8 ? undefined : `0x${counting}`;
};

const negativeCode = (digits: string): string | undefined => {
  const value = LARGEST - Number(digits);
  return value < LARGEST / 2 ? undefined : `0x${value.toString(16)}`;
};

const codeOf = (groups: Readonly<Record<string, string | undefined>>): string | undefined => {
  const { hex, bare, negative, kb, vendor, vendorNumber, event, stop, error } = groups;
  const digits = hex ?? bare ?? stop;
  if (digits !== undefined) return hexCode(digits);
  if (negative !== undefined) return negativeCode(negative);
  if (kb !== undefined) return `kb${kb}`;
  if (vendor !== undefined) return `${vendor}-${vendorNumber ?? ''}`;
  if (event !== undefined) return `event ${Number(event)}`;
  return error === undefined ? undefined : `error ${Number(error)}`;
};

/** `nt_status_…`, as other systems call it, is the same. */
const nameCode = (name: string, number: string | undefined, names: CodeNames): string | undefined => {
  const known = names.get(name.replace(/^nt_(?=status_)/u, ''));
  return known ?? (number === undefined ? undefined : hexCode(number));
};

/** The codes in a folded text, from first to last of each kind. */
export const codesIn = (folded: string, names: CodeNames): readonly CodeHit[] => {
  const hits: CodeHit[] = [];
  const add = (code: string | undefined, { index, 0: written }: RegExpMatchArray): void => {
    const from = index ?? 0;
    if (code !== undefined) hits.push({ code, from, to: from + written.length });
  };
  if (/[0-9]/u.test(folded)) for (const match of folded.matchAll(numbered)) add(codeOf(match.groups ?? {}), match);
  if (folded.includes('_'))
    for (const match of folded.matchAll(named))
      add(nameCode(match.groups?.['name'] ?? '', match.groups?.['number'], names), match);
  return hits;
};

/** The ways of writing a code that are marked where they stand, folded; zeros before a hexadecimal number go without saying (`hits.ts`). */
export const formsOfCode = (code: string, names: CodeNames): readonly string[] => {
  const [kind = '', digits = ''] = code.split(' ');
  if (kind === 'event')
    return ['event', 'event id', 'eventid', 'event code', '事件', '事件 id'].map((word) => `${word} ${digits}`);
  if (kind === 'error')
    return ['error', 'error code', 'exit code', '错误', '错误代码', '错误码'].map((word) => `${word} ${digits}`);
  if (code.startsWith('kb')) return [code, `kb ${code.slice(2)}`];
  if (!code.startsWith('0x')) {
    const [vendor = '', number = ''] = code.split('-');
    return [1, 5].map((width) => `${vendor} ${number.padStart(width, '0')}`);
  }
  const value = Number(code);
  const forms = [code];
  if (code.length === 10) forms.push(code.slice(2));
  if (value >= LARGEST / 2) forms.push(String(LARGEST - value));
  for (const [name, each] of names) if (each === code) forms.push(name);
  return forms;
};

/** Whether a minus stands here that belongs to a number like `-2147024891`, and leaves nothing out. */
export const isNegativeCode = (text: string): boolean => {
  const digits = /^[-－−](\d{9,10})(?![\p{L}\p{N}])/u.exec(text)?.[1];
  return digits !== undefined && negativeCode(digits) !== undefined;
};
