import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMail, type ParsedMail } from '#core/mail/parse-mail.ts';
import { gbk } from '../../../support/gbk.ts';
import { gbkMail } from '../../../support/mails.ts';

const parsed = async (mail: Buffer | string): Promise<ParsedMail> => {
  const result = await parseMail(Buffer.from(mail));
  if (!result.ok) throw new Error(`${result.failure.code} ${JSON.stringify(result.failure.details)}`);
  return result.value;
};
const problem = async (mail: Buffer | string): Promise<unknown> => {
  const result = await parseMail(Buffer.from(mail));
  return result.ok ? 'read' : result.failure.details?.['problem'];
};
const head = (more = ''): string =>
  `From: Ada <ada@example.org>\r\nTo: desk@example.org\r\nSubject: VPN\r\nDate: Tue, 24 Nov 2026 09:30:00 +0100\r\n${more}`;

describe('a mail', () => {
  it('in GBK with files is read as it was written', async () => {
    const content = Buffer.from([1, 2, 3, 0, 255]);
    const mail = await parsed(
      gbkMail({
        from: '林悦',
        subject: '打印机没有响应',
        text: '三楼的打印机从早上起没有响应。\r\n\r\n林悦',
        messageId: '<a1@example.cn>',
        files: [{ name: '错误截图.png', content }],
      }),
    );
    expect(mail).toMatchObject({
      from: '林悦',
      address: 'lin.yue@example.cn',
      to: ['服务台 <desk@example.cn>'],
      subject: '打印机没有响应',
      sentAt: '2026-11-24T01:30:00.000Z',
      text: '三楼的打印机从早上起没有响应。\n\n林悦',
      messageId: '<a1@example.cn>',
      parts: [{ name: '错误截图.png' }],
    });
    expect(content.equals(mail.parts[0]?.content ?? Buffer.alloc(0))).toBe(true);
  });

  it('whose header stands in raw GBK is read too', async () => {
    const raw = Buffer.concat([
      Buffer.from('From: '),
      gbk('林悦'),
      Buffer.from(' <lin@example.cn>\r\nSubject: '),
      gbk('网络断了'),
      Buffer.from('\r\nDate: Tue, 24 Nov 2026 09:30:00 +0800\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n'),
      gbk('无法上网'),
    ]);
    expect(await parsed(raw)).toMatchObject({ from: '林悦', subject: '网络断了', text: '无法上网' });
  });

  it.each([
    ['big5', Buffer.from([0xb4, 0xfa, 0xb8, 0xd5]), '測試'],
    ['iso-2022-jp', Buffer.from('\x1b$B%F%9%H\x1b(B', 'latin1'), 'テスト'],
    ['gb18030', Buffer.from([0x81, 0x30, 0x84, 0x36, 0xd6, 0xd0]), '\u00a5中'],
    ['windows-1252', Buffer.from([0x93, 0x61, 0x94]), '“a”'],
  ])('in %s', async (charset, bytes, text) => {
    const mail = Buffer.concat([Buffer.from(head(`Content-Type: text/plain; charset=${charset}\r\n\r\n`)), bytes]);
    expect((await parsed(mail)).text).toBe(text);
  });

  it('of HTML alone is reduced to its text, and nothing of it runs or is fetched', async () => {
    const html =
      '<style>p{}</style><p>Hello <b>desk</b></p><script>alert(1)</script><ul><li>one<li>two</ul><img src="http://x/p.gif">';
    const { text } = await parsed(`${head('Content-Type: text/html\r\n\r\n')}${html}`);
    expect(text).toBe('Hello desk\n\n- one\n- two');
  });

  it('that passes another one on has its text and files', async () => {
    const inner = `From: Lin <lin@example.org>\r\nSubject: Inner\r\nDate: Mon, 23 Nov 2026 09:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nthe inner words\r\n--i\r\nContent-Disposition: attachment; filename*=UTF-8''na%C3%AFve.txt\r\n\r\nfile\r\n--i--\r\n`;
    const mail = await parsed(
      `${head('Content-Type: multipart/mixed; boundary=o\r\n\r\n')}--o\r\n\r\nsee below\r\n--o\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--o--\r\n`,
    );
    expect(mail.text).toContain('see below');
    expect(mail.text).toContain('the inner words');
    expect(mail.parts.map(({ name }) => name)).toEqual(['naïve.txt']);
  });

  it('with flowed lines has whole paragraphs', async () => {
    const { text } = await parsed(`${head('Content-Type: text/plain; format=flowed\r\n\r\n')}one \r\ntwo\r\nthree\r\n`);
    expect(text).toBe('one two\nthree');
  });

  it('names what it answers, the nearest first, and has an id even if it says none', async () => {
    const mail = await parsed(head('In-Reply-To: <c@x>\r\nReferences: <a@x> <b@x>\r\n\r\nhi'));
    expect(mail.references).toEqual(['<c@x>', '<b@x>', '<a@x>']);
    expect(mail.messageId).toMatch(/^<[0-9a-f]{64}@file\.invalid>$/);
  });

  it('gives files names that harm nobody', async () => {
    const mail = await parsed(
      `${head('Content-Type: multipart/mixed; boundary=o\r\n\r\n')}--o\r\nContent-Disposition: attachment; filename="../../.bashrc"\r\n\r\nx\r\n--o\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\n\r\ny\r\n--o--\r\n`,
    );
    expect(mail.parts.map(({ name }) => name)).toEqual(['.bashrc', 'file-2']);
  });
});

describe('what is no mail, or too much of one', () => {
  it('is refused by its name', async () => {
    expect(await problem('')).toBe('not-mail');
    expect(await problem('just words')).toBe('not-mail');
    expect(await problem(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))).toBe('not-mail');
    expect(await problem(head(`X-Long: ${'a'.repeat(700_000)}\r\n\r\n`))).toBe('headers');
    expect(
      await problem(`${head('Content-Type: multipart/mixed; boundary=o\r\n\r\n')}${'--o\r\n\r\nx\r\n'.repeat(6_000)}`),
    ).toBe('too-many-parts');
    expect(await problem(head(`\r\n${'\n'.repeat(600_000)}`))).toBe('too-many-lines');
    expect(await problem(Buffer.concat([Buffer.from(head('\r\n')), Buffer.alloc(25 * 1024 * 1024)]))).toBe('too-large');
    const files = '--o\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n'.repeat(60);
    expect(await problem(`${head('Content-Type: multipart/mixed; boundary=o\r\n\r\n')}${files}--o--`)).toBe(
      'too-many-files',
    );
    const deep = Array.from(
      { length: 100 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    );
    expect(await problem(`${head('')}${deep.join('')}\r\nx`)).toBe('too-deep');
  });

  it('never throws and never makes more than it was given, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.boolean(), async (bytes, isHeaded) => {
        const mail = Buffer.concat([
          Buffer.from(isHeaded ? head('Content-Type: multipart/mixed; boundary=o\r\n') : ''),
          bytes,
        ]);
        const result = await parseMail(mail);
        if (result.ok) expect(JSON.stringify(result.value.text).isWellFormed()).toBe(true);
      }),
    );
  });

  it('a mail that was made comes back: texts, names, files', async () => {
    const words = fc
      .string({ unit: fc.constantFrom(...'打印机网络abc 12'), minLength: 1, maxLength: 40 })
      .map((text) => `x${text.trim()}x`);
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        words,
        fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
        async (subject, text, name, bytes) => {
          const content = Buffer.from(bytes);
          const made = gbkMail({
            from: '林悦',
            subject,
            text,
            messageId: '<m@x>',
            files: [{ name: `${name}.bin`, content }],
          });
          const mail = await parsed(made);
          expect(mail.subject).toBe(subject.replaceAll(/\s+/g, ' '));
          expect(mail.text).toBe(text);
          expect(mail.parts[0]?.name).toBe(`${name.replaceAll(/\s+/g, ' ')}.bin`);
          expect(content.equals(mail.parts[0]?.content ?? Buffer.alloc(0))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
