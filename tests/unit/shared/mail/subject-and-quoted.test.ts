import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitQuoted } from '#shared/mail/quoted.ts';
import { readSubject } from '#shared/mail/subject.ts';

describe('a subject', () => {
  it.each([
    ['Printer is down', 'Printer is down', false, false, null],
    ['RE: Re[2]: Printer is down', 'Printer is down', true, false, null],
    ['回复：打印机坏了', '打印机坏了', true, false, null],
    ['转发: 答复: 打印机坏了', '打印机坏了', true, true, null],
    ['Fwd: AW: VPN', 'VPN', true, true, null],
    ['Re: [INC-7K3Q-000142] Printer', 'Printer', true, false, 'inc7k3q142'],
    ['INC-7K3Q-142', 'INC-7K3Q-142', false, false, 'inc7k3q142'],
    ['Review of the reports', 'Review of the reports', false, false, null],
    ['I: need help', 'need help', false, true, null],
    ['', '', false, false, null],
  ])('%j is about %j', (subject, base, isReply, isForward, numberKey) => {
    expect(readSubject(subject)).toEqual({ base, isReply, isForward, numberKey });
  });
});

describe('what was said before', () => {
  it.each([
    ['It works now.\n\nOn Tue, 24 Nov 2026 at 09:30, Desk <desk@example.org> wrote:\n> Restart it', 'It works now.'],
    ['好了，谢谢\n\n在 2026-11-24 09:30:00，"服务台" <desk@example.cn> 写道：\n> 请重启', '好了，谢谢'],
    ['Thanks\n\n-----Original Message-----\nFrom: Desk\nDo this', 'Thanks'],
    ['谢谢\n\n发件人: 服务台\n发送时间: 2026年11月24日\n收件人: 林悦\n主题: 打印机\n\n请重启', '谢谢'],
    ['Yes\n\n> Is it on?\n> Is it plugged in?\n', 'Yes'],
  ])('is told apart: %j', (text, said) => {
    expect(splitQuoted(text).said).toBe(said);
    expect(splitQuoted(text).quoted).not.toBe('');
  });

  it.each(['From: nobody answers the phone\nand so I write', 'a > b\nc', 'nothing quoted'])(
    'is not seen in %j',
    (text) => {
      expect(splitQuoted(text)).toEqual({ said: text, quoted: '' });
    },
  );

  it('never loses a line', () => {
    const line = fc.constantFrom(
      '> quoted',
      'said',
      '',
      'On Monday the 3rd Lin Yue wrote:',
      '-- Original Message --',
      '发件人: a',
      '主题: b',
      '日期: c',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const { said, quoted } = splitQuoted(text);
        const words = (value: string) => value.split('\n').filter((each) => each !== '');
        expect([...words(said), ...words(quoted)]).toEqual(words(text));
      }),
    );
  });
});
