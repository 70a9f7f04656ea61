/** How bad a line says it is. */
import { levels, type Level } from '#shared/logs/line.ts';
import { isJson, jsonLevel, levelOfAnswer } from './json-line.ts';
import { proxyLevel, redisLevel } from './product-levels.ts';

/** Looked at of a line: levels stand at its head. */
export const HEAD = 240;

const words: readonly (readonly [Level, RegExp])[] = [
  ['error', /^(?:f|e|fatal|panic|emerg(?:ency)?|alert|crit(?:ical)?|severe|err(?:or)?|错误|严重|致命|关键)$/i],
  ['warning', /^(?:w|warn(?:ing)?|警告)$/i],
  ['info', /^(?:i|info(?:rmation(?:al)?)?|log|note|notice|信息|通知)$/i],
  ['debug', /^(?:d|t|v|debug\d?|trace|verbose|fine[a-z]*|详细|调试)$/i],
];

/** Of a word that stands where a level does. */
export const levelOfWord = (word: string): Level | null => words.find(([, test]) => test.test(word))?.[0] ?? null;

/** Levels as programs write them: in capitals, in brackets, or behind `level=`. */
const written =
  /(?:^|[\s[(<|:"'])(?:(LOG(?=: {2})|FATAL|PANIC|EMERG(?:ENCY)?|ALERT|CRIT(?:ICAL)?|SEVERE|ERROR|ERR|WARN(?:ING)?|INFO(?:RMATION)?|NOTICE|DEBUG\d?|TRACE|VERBOSE|FINE(?:R|ST)?)(?=[\s\])>|:,"']|$))|[\s[(<|:]([A-Za-z]{4,7})(?=[\])>|])|\b(?:level|lvl|severity|loglevel)=["']?([A-Za-z]{1,13})/g;

/** Levels in small letters, straight behind the time. */
const behindTime =
  /\d(?:Z|[+-]\d\d:?\d\d)?[\])"']?[\s:|,;-]+\[?(trace|debug|verbose|info|notice|warn|warning|error|err|fatal|critical)\b/i;

/** Words of prose that tell the same where nothing else does. */
const spoken =
  /\b(?:(fatal|panic|emergency|critical|severe|error|exception|segfault|out of memory)|(warn(?:ing)?|fail(?:ed|ure)?|denied|refused|timed out)|(debug|trace))\b|(错误|严重|致命|异常)|(警告|失败|拒绝|超时)/i;

/** Lines without any of these say nothing of how bad they are; most lines are told by this one look. */
const anyWord =
  /log: {2}|fatal|panic|emerg|alert|crit|severe|err|warn|info|notice|debug|trace|verbose|fine|level|lvl|severity|exception|segfault|out of mem|fail|denied|refused|timed out|[[<(|:]note[\])>|]|[[<(|:][ewidtv][\])>|]|[错严致关异警失拒超信通详调]/i;

const isDenied = /\b(?:no|0|without|zero) errors?\b|\berrors?[=:]\s?(?:0|nil|null|none|false|"")/i;

/** What follows an address of a page and its protocol. */
const request = /" ([1-5])\d\d (?:\d+|-)/;
const glog = /^([IWEF])\d{4} \d/;
const logcat = /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+\d+\s+\d+ ([VDIWEF]) /;
const manager = /<time="[^>]* type="([123])"/;
const eventLevel = /<Level>(\d)<\/Level>/;
const syslogPriority = /^<(\d{1,3})>/;

/** Of a page that was asked for. */
const ofRequest = (line: string): Level | null => {
  const status = line.includes('" ') ? request.exec(line)?.[1] : undefined;
  return status === undefined ? null : levelOfAnswer(status);
};

/** Null where a line does not say. */
export const levelOf = (line: string): Level | null => {
  if (isJson(line)) {
    const told = jsonLevel(line, levelOfWord);
    if (told !== undefined) return told;
  }
  const head = line.length > HEAD ? line.slice(0, HEAD) : line;
  const letter = glog.exec(head) ?? logcat.exec(head);
  if (letter) return levelOfWord(letter[1] ?? '');
  const priority = syslogPriority.exec(head);
  if (priority) {
    const value = Number(priority[1]) & 7;
    return value <= 3 ? 'error' : value === 4 ? 'warning' : value === 7 ? 'debug' : 'info';
  }
  if (line.includes('<Level>')) {
    const event = Number(eventLevel.exec(line)?.[1] ?? 4);
    return event === 1 || event === 2 ? 'error' : event === 3 ? 'warning' : event === 5 ? 'debug' : 'info';
  }
  if (line.includes(' type="')) {
    const type = manager.exec(line)?.[1];
    if (type !== undefined) return type === '3' ? 'error' : type === '2' ? 'warning' : 'info';
  }
  const sign = redisLevel(head);
  if (sign && sign !== 'warning') return sign;
  const proxied = proxyLevel(line);
  if (proxied) return proxied;
  if (!anyWord.test(head)) return sign ?? ofRequest(line);
  written.lastIndex = 0;
  for (let found = written.exec(head); found; found = written.exec(head)) {
    const level = levelOfWord(found[1] ?? found[2] ?? found[3] ?? '');
    if (level) return level;
  }
  const behind = behindTime.exec(head);
  if (behind) return levelOfWord(behind[1] ?? '');
  const answered = ofRequest(line);
  if (answered) return answered;
  const said = spoken.exec(head);
  // By its sign the worst that Redis tells is a warning: whether it is an error its words say.
  if (!said) return sign ?? null;
  if (said[1] ?? said[4]) return isDenied.test(head) ? (sign ?? null) : 'error';
  if (sign) return sign;
  return (said[2] ?? said[5]) ? 'warning' : 'debug';
};

/** Place in `levels` plus 1; 0 for none. */
export const codeOf = (level: Level | null): number => (level === null ? 0 : levels.indexOf(level) + 1);
