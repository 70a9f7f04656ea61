/** Lines under which mail programs put the mail that is answered. */
const heads: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|原始邮件|原始郵件|forwarded message|转发邮件|轉寄郵件)\s*-{2,}\s*$/iu,
  /^\s*_{20,}\s*$/u,
  /^\s*(?:on|am|le|el)\b.{6,200}\b(?:wrote|schrieb|écrit|escribió)\s*:\s*$/iu,
  /^.{0,200}(?:写道|寫道)\s*[:：]\s*$/u,
  /^\s*(?:from|von|de|发件人|寄件者|寄件人)\s*[:：].{2,200}$/iu,
];
/** `From:` alone may be a sentence; the fields after it make it a head. */
const FIELD =
  /^\s*(?:sent|date|to|cc|subject|gesendet|an|betreff|发送时间|日期|时间|收件人|抄送|主题|寄件日期|收件者|主旨)\s*[:：]/iu;

const isHead = (lines: readonly string[], at: number): boolean => {
  const line = lines[at] ?? '';
  const which = heads.findIndex((head) => head.test(line));
  if (which < 0) return false;
  return which < heads.length - 1 || lines.slice(at + 1, at + 4).filter((next) => FIELD.test(next)).length >= 2;
};

/** What was written now, and the mails before it that came along below. Nothing is lost: the two together are the text. */
export const splitQuoted = (text: string): { readonly said: string; readonly quoted: string } => {
  const lines = text.split('\n');
  let cut = lines.findIndex((_line, at) => isHead(lines, at));
  if (cut < 0) {
    // A block of quoted lines at the end, blank lines and all.
    cut = lines.length;
    while (cut > 0 && (/^\s*>/u.test(lines[cut - 1] ?? '') || (lines[cut - 1] ?? '').trim() === '')) cut--;
    if (!lines.slice(cut).some((line) => /^\s*>/u.test(line))) cut = lines.length;
  }
  return { said: lines.slice(0, cut).join('\n').trim(), quoted: lines.slice(cut).join('\n').trim() };
};
