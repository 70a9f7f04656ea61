/** Numbered lines: each can be told whole from torn, and its number from any other. */
import type { Encoding } from '#core/logs/text/encoding.ts';

const words = [
  'session opened',
  'disk 三号 is at 91 %',
  'naïve café',
  '登录失败 用户 王小明',
  'retry in 5 s',
  '接続が切れました',
];

const six = (number: number): string => String(number).padStart(7, '0');

/** Of varied length, with characters of one to four bytes where the encoding has them. */
export const lineOf = (number: number, encoding: Encoding): string => {
  const isPlain = encoding === 'windows-1252';
  const text = isPlain ? 'nothing of note' : `${words[number % words.length]}${encoding === 'gb18030' ? '' : ' 😀'}`;
  return `<${six(number)} ${text} ${'·'.repeat(isPlain ? 0 : number % 9)}${'x'.repeat((number * 7919) % 60)} ${six(number)}>`;
};

const shape = /^<(\d{7}) .* (\d{7})>$/u;

/** The number of a whole line; null of any other. */
export const numberOf = (line: string): number | null => {
  const found = shape.exec(line);
  return found && found[1] === found[2] ? Number(found[1]) : null;
};
