/** Training: a quiz written, reviewed and compared; passed by keyboard, through a lock; and who did what, assigned and exported. */
import type { Client } from '#renderer/api/client.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { downloadOf } from './support/files.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';
import type { LoopbackHost } from '../support/loopback-host.ts';

const passphrase = 'second quiet harbour 77';

/** A team lead of the same desk, on a console of their own. */
const leadOn = async (host: LoopbackHost): Promise<Client & { close(): void }> => {
  const admin = await otherConsole(host);
  const sam = { name: 'sam', displayName: 'Sam Okafor', passphrase };
  const { id } = valueOf(await admin.call('accounts.addUser', { ...sam, roles: ['team-lead'] }));
  admin.close();
  const lead = await host.connect();
  valueOf(await lead.call('accounts.signIn', { userId: id, passphrase }));
  return lead;
};

const move = async (client: Client, articleId: string, wanted: ArticleMove): Promise<void> => {
  const { article } = valueOf(await client.call('knowledge.get', { articleId }));
  valueOf(await client.call('knowledge.move', { articleId, seen: article.revision, move: wanted }));
};

const choices = [
  { id: 'a', text: 'Forward it' },
  { id: 'b', text: 'Attach it' },
];
const content = {
  title: 'Suspicious mail',
  body: 'Attach it as a file. More than **three** reports an hour are a major incident.',
  category: null,
  tags: [],
  audience: 'internal',
  quiz: {
    passMark: 100,
    attempts: 2,
    shuffle: false,
    validMonths: 12,
    reopens: false,
    questions: [
      { id: 'q1', kind: 'single', prompt: 'How does it come in?', choices, right: ['b'], explanation: 'Headers.' },
      { id: 'q2', kind: 'short', prompt: 'More than how many?', choices: [], right: ['3'], explanation: '' },
    ],
  },
} as const;

/** Written by the lead and published by Ada. */
const publishCourse = async (host: LoopbackHost, lead: Client): Promise<string> => {
  const begun = { kind: 'training', language: 'en', content, translates: null } as const;
  const { articleId } = valueOf(await lead.call('knowledge.begin', begun));
  await move(lead, articleId, { action: 'submit' });
  const admin = await otherConsole(host);
  await move(admin, articleId, { action: 'publish' });
  admin.close();
  return articleId;
};

test('a quiz is written beside the text, refused while it is none, and reviewed question by question', async ({
  desk: page,
  host,
}) => {
  const lead = await leadOn(host);
  await page.goto(`${host.origin}/#/knowledge/new`);
  await page.getByRole('textbox', { name: 'Title' }).fill('Suspicious mail');
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Attach it as a file.');
  await page.getByText('Quiz', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No quiz yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Add a quiz' }).click();
  const question = page.getByRole('group', { name: 'Question 1' });
  await expect(question.getByLabel('What is asked')).toBeFocused();
  await page.keyboard.type('How does it come in?');
  await question.getByRole('textbox', { name: 'Choice 1' }).fill('Forward it');
  await question.getByRole('textbox', { name: 'Choice 2' }).fill('Attach it');
  await page.keyboard.press('Control+Enter');
  await expect(question.getByRole('alert')).toHaveText('Say what is right');
  await expectNoBarriers(page);
  await question.getByRole('radio', { name: 'Choice 2 is right' }).check();
  await question.getByRole('button', { name: 'Remove question 1' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(question.getByRole('textbox', { name: 'Choice 2' })).toHaveValue('Attach it');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('waits for review').first()).toBeVisible();

  const { rows } = valueOf(await lead.call('knowledge.list', { view: 'review', kind: null, language: null, text: '' }));
  const articleId = rows[0]?.id ?? '';
  await move(lead, articleId, { action: 'publish' });
  await move(lead, articleId, { action: 'revise' });
  const { article } = valueOf(await lead.call('knowledge.get', { articleId }));
  const [first] = article.next?.quiz?.questions ?? [];
  if (!article.next?.quiz || !first) throw new Error('the quiz was published with the text');
  const { title, body, category, tags, audience } = article.next;
  const quiz = {
    ...article.next.quiz,
    questions: [{ ...first, right: [first.choices[0]?.id ?? ''] }],
    passMark: 90,
  };
  await move(lead, articleId, {
    action: 'edit',
    content: { title, body, category, tags, audience, quiz },
    note: 'The other way round',
  });
  await move(lead, articleId, { action: 'submit' });
  await page.goto(`${host.origin}/#/knowledge/${encodeURIComponent(articleId)}/review`);
  const changed = page.getByRole('region', { name: 'Quiz' });
  await expect(changed.locator('[data-kind="changed"]')).toHaveText([
    /Pass mark, percent: 8090/,
    /Forward it/,
    /Attach it/,
  ]);
  await page.getByText('Whole text').click();
  await expect(page.getByRole('region', { name: 'Quiz' }).getByText('Forward it (Right)')).toBeVisible();
  await expectNoBarriers(page);
  lead.close();
});

test('a course is passed by keyboard alone: kept through a lock, explained, and printed', async ({
  desk: page,
  host,
}) => {
  const lead = await leadOn(host);
  const articleId = await publishCourse(host, lead);
  const keys = page.keyboard;
  await keys.press('g');
  await keys.press('n');
  await expect(page.getByRole('region', { name: 'Not assigned to you' })).toContainText(
    '2 questions · 2 attempts left',
  );
  await expectNoBarriers(page);
  await keys.press('j');
  await keys.press('Enter');
  await expect(page.getByText('More than three reports an hour')).toBeVisible();
  await expectNoBarriers(page);

  await test.step('the first attempt fails, and says why', async () => {
    await keys.press('q');
    await expect(page.getByRole('group', { name: /How does it come in/ })).toBeVisible();
    await keys.press('1');
    await expect(page.getByRole('radio', { name: /Forward it/ })).toBeChecked();
    await expectNoBarriers(page);
    await keys.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeFocused();
    await keys.press('Enter');
    await expect(page.getByText('1 question has no answer and counts as wrong.')).toBeVisible();
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    await expect(page.getByText('Not passed: 0 of 2 right, 0 %')).toBeVisible();
    await expect(page.getByText('Headers.')).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('the second is kept through a lock and passes', async () => {
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(page.getByRole('radio', { name: /Forward it/ })).not.toBeChecked();
    await keys.press('2');
    await expect(page.getByText(/^Kept at/)).toBeVisible();
    const other = await otherConsole(host);
    const drafts = valueOf(await other.call('drafts.list', {}));
    other.close();
    expect(drafts.map(({ key }) => key)).toEqual([`quiz:${articleId}`]);
    await keys.press('Control+Shift+L');
    await signIn(page);
    await page.goto(`${host.origin}/#/training/${encodeURIComponent(articleId)}/quiz`);
    // Goes on at the first question without an answer.
    await expect(page.getByRole('textbox', { name: 'Your answer' })).toBeFocused();
    await keys.type(' ３ ');
    await keys.press('Control+Enter');
    await expect(page.getByText('Every question is answered.')).toBeVisible();
    await keys.press('Control+Enter');
    await expect(page.getByText('Passed: 2 of 2 right, 100 %')).toBeVisible();
  });

  await test.step('the certificate is what is printed', async () => {
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await keys.press('p');
    await expect(page.locator('body[data-printed]')).toBeAttached();
    await page.emulateMedia({ media: 'print' });
    const paper = page.locator('[data-print]');
    await expect(paper).toContainText(ada.displayName);
    await expect(paper).toContainText('2 of 2 questions, 100 %');
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('both attempts are on record, and the course is passed', async () => {
    await keys.press('Escape');
    await expect(page.getByText(/Passed, until/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'What was handed in' }).getByRole('listitem')).toHaveCount(2);
  });
  lead.close();
});

test('who leads sees gaps, assigns with a day, withdraws, and takes the list along', async ({ desk: page, host }) => {
  const lead = await leadOn(host);
  await publishCourse(host, lead);
  const keys = page.keyboard;
  await page.goto(`${host.origin}/#/training/team`);
  const row = page.locator('[data-person="Sam Okafor"]');
  await expect(row).toContainText('Not assigned');
  await keys.press('a');
  const dialog = page.getByRole('dialog');
  await keys.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Choose at least one group or person');
  await dialog.getByRole('checkbox', { name: 'Sam Okafor' }).check();
  await dialog.getByLabel(/Due on/).fill('2020-01-31');
  await expectNoBarriers(page);
  await keys.press('Control+Enter');
  await expect(row).toContainText('Overdue since Fri 31 Jan 2020');
  await expect(page.getByText('1 gap')).toBeVisible();
  await expectNoBarriers(page);
  expect(valueOf(await lead.call('training.counts', {}))).toEqual({ asked: 1, overdue: 1 });

  const { name, content: file } = await downloadOf(page, () =>
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  );
  expect(name).toMatch(/^training-\d{4}-\d\d-\d\d\.csv$/);
  expect(file.toString('utf8')).toMatch(/Sam Okafor,KB-\w{4}-000001,Suspicious mail,to do,2020-01-31,yes/);

  await row.getByRole('button').click();
  await expect(page.getByRole('complementary', { name: 'Record' })).toContainText('Nothing was handed in.');
  await page.getByRole('button', { name: 'Withdraw from Sam Okafor' }).click();
  await expect(row).toContainText('Not assigned');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Overdue since');
  lead.close();
});

test('a course reads in Chinese as it does in English', async ({ page, host }) => {
  await setUpDesk(host, { sample: true });
  const other = await otherConsole(host);
  valueOf(await other.call('settings.setPreferences', { language: 'zh-CN', theme: 'dark' }));
  other.close();
  await openConsole(page, host);
  await page.getByRole('textbox', { name: /Passphrase|密码|口令/ }).fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await page.goto(`${host.origin}/#/training`);
  await page.getByRole('link', { name: '可疑邮件：服务台先做什么' }).click();
  await page.getByRole('button', { name: '开始测验' }).click();
  await expect(page.getByText('第 1 题，共 5 题')).toBeVisible();
  await expectNoBarriers(page);
  await page.goto(`${host.origin}/#/training/team`);
  await expect(page.locator('[data-person="陈涛"]')).toContainText('已逾期');
  await expectNoBarriers(page);
});
