/** What a DNS server says, told apart from what it does not say. The server is one of this run. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { factOf, measureOf, run } from './probing.ts';
import { dnsAnswers, labels, Started } from './servers.ts';

const started = new Started();
let server = '';
beforeEach(async () => {
  const port = await started.udp(
    dnsAnswers({
      'erp.test': {
        answers: [
          ['A', Buffer.from([10, 0, 0, 7])],
          ['MX', Buffer.concat([Buffer.from([0, 20]), labels('late.test')])],
          ['MX', Buffer.concat([Buffer.from([0, 10]), labels('mail.test')])],
        ],
      },
      '7.0.0.10.in-addr.arpa': { answers: [['PTR', labels('erp.test')]] },
      'broken.test': { rcode: 2 },
      'secret.test': { rcode: 5 },
      'slow.test': 'silent',
      'xn--fiq228c.test': { answers: [['A', Buffer.from([10, 0, 0, 8])]] },
    }),
  );
  server = `127.0.0.1:${port}`;
});
afterEach(() => started.end());

const ask = (name: string, record: 'A' | 'AAAA' | 'MX' | 'PTR' = 'A') =>
  run({ kind: 'dns', name, record, server }, { timeoutMs: 900 });

it('tells addresses with how long they hold, mail servers in their order, and the name of an address', async () => {
  const finding = await ask('erp.test');
  expect(finding).toMatchObject({ outcome: 'ok', meaning: 'dnsAnswered' });
  expect(factOf(finding, 'answer')).toBe('10.0.0.7 (TTL 300)');
  expect(factOf(finding, 'server')).toBe(server);
  expect(measureOf(finding, 'took')).toBeGreaterThanOrEqual(0);
  const mail = await ask('erp.test', 'MX');
  expect(mail.facts.filter(({ key }) => key === 'answer').map(({ value }) => value)).toEqual([
    '10 mail.test',
    '20 late.test',
  ]);
  expect(factOf(await ask('10.0.0.7', 'PTR'), 'answer')).toBe('erp.test');
});

it('asks for names in any script', async () => {
  expect(factOf(await ask('中文.test'), 'answer')).toBe('10.0.0.8 (TTL 300)');
});

it.each([
  ['gone.test', 'A', 'dnsNoSuchName'],
  ['erp.test', 'AAAA', 'dnsNoRecords'],
  ['broken.test', 'A', 'dnsServerFailed'],
  ['secret.test', 'A', 'dnsRefused'],
  ['slow.test', 'A', 'dnsTimeout'],
] as const)('%s %s is %s', async (name, record, meaning) => {
  expect(await ask(name, record)).toMatchObject({ outcome: 'failed', meaning });
});

it('is slow from its limit on', async () => {
  expect(
    await run({ kind: 'dns', name: 'erp.test', record: 'A', server }, { limits: { warn: 0, fail: 99_999 } }),
  ).toMatchObject({ outcome: 'warning', meaning: 'dnsSlow' });
});
