import { gbk } from './gbk.ts';

export interface MadeMail {
  readonly from: string;
  /** `lin.yue@example.cn` unless said otherwise. */
  readonly address?: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly date?: string;
  readonly files?: readonly { readonly name: string; readonly content: Buffer }[];
}

const wrapped = (bytes: Buffer): string => bytes.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
const word = (text: string): string => `=?gb18030?B?${gbk(text).toString('base64')}?=`;

/** A mail as programs in China send it: multipart, texts and names in GBK. */
export const gbkMail = ({
  from,
  address = 'lin.yue@example.cn',
  subject,
  text,
  messageId,
  inReplyTo,
  date,
  files = [],
}: MadeMail): Buffer =>
  Buffer.from(
    [
      `From: ${word(from)} <${address}>`,
      'To: =?UTF-8?B?5pyN5Yqh5Y+w?= <desk@example.cn>',
      `Subject: ${word(subject)}`,
      `Date: ${date ?? 'Tue, 24 Nov 2026 09:30:00 +0800'}`,
      `Message-ID: ${messageId}`,
      ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`]),
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="edge"',
      '',
      '--edge',
      'Content-Type: text/plain; charset="GBK"',
      'Content-Transfer-Encoding: base64',
      '',
      wrapped(gbk(text)),
      ...files.flatMap(({ name, content }) => [
        '--edge',
        `Content-Type: application/octet-stream; name="${word(name)}"`,
        `Content-Disposition: attachment; filename="${word(name)}"`,
        'Content-Transfer-Encoding: base64',
        '',
        wrapped(content),
      ]),
      '--edge--',
      '',
    ].join('\r\n'),
    'latin1',
  );
