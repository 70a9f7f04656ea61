/** Articles by keyboard: written with pictures, reviewed by somebody else, compared, translated; and nothing typed is lost. */
import type { Page } from 'playwright/test';
import type { Client } from '#renderer/api/client.ts';
import type { Article } from '#shared/knowledge/article.ts';
import type { ArticleMove } from '#shared/knowledge/plan.ts';
import type { LoopbackHost } from '../support/loopback-host.ts';
import { ada, expect, openConsole, setUpDesk, test } from './support/console.ts';
import { giveFiles, makePng } from './support/files.ts';
import { expectNoBarriers, otherConsole, valueOf } from './support/tickets.ts';

const passphrase = 'slow meadow candle 17';

/** Kim, who leads the team, at another console. */
const leadConsole = async (host: LoopbackHost): Promise<Client> => {
  const other = await otherConsole(host);
  const kim = valueOf(
    await other.call('accounts.addUser', { name: 'kim', displayName: 'Kim Berg', roles: ['team-lead'], passphrase }),
  );
  const client = await host.connect();
  valueOf(await client.call('accounts.signIn', { userId: kim.id, passphrase }));
  return client;
};

/** Ada is one of several by then: she is chosen first. */
const enterAsAda = async (page: Page): Promise<void> => {
  await page.getByText(ada.displayName).first().click();
  await page.locator('input[type="password"]').fill(ada.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').first()).toBeVisible();
};

const articleOf = async (client: Client, articleId: string): Promise<Article> =>
  valueOf(await client.call('knowledge.get', { articleId })).article;

const move = async (client: Client, articleId: string, wanted: ArticleMove): Promise<void> => {
  const { revision } = await articleOf(client, articleId);
  valueOf(await client.call('knowledge.move', { articleId, seen: revision, move: wanted }));
};

const contentOf = (title: string, body: string) =>
  ({ title, body, category: null, tags: [], audience: 'internal' }) as const;

const begin = async (client: Client, title: string, body: string): Promise<string> =>
  valueOf(
    await client.call('knowledge.begin', {
      kind: 'howto',
      language: 'en',
      content: contentOf(title, body),
      translates: null,
    }),
  ).articleId;

const idIn = (url: string): string => decodeURIComponent(url.split('/').at(-1) ?? '');

test('an article is written with a picture, sent back, mended and published; its versions are compared and brought back', async ({
  page,
  host,
}) => {
  await setUpDesk(host);
  const kim = await leadConsole(host);
  await openConsole(page, host);
  await enterAsAda(page);
  const keys = page.keyboard;
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  const preview = page.getByRole('region', { name: 'Preview' });

  await test.step('begun with an outline, and shown as it is typed', async () => {
    await keys.press('g');
    await keys.press('k');
    await expect(page.getByText('No article is published yet')).toBeVisible();
    await keys.press('c');
    await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await keys.press('Control+Enter');
    await expect(page.getByText('Give the article a title')).toBeVisible();
    await keys.type('Reset a dock after error 0x80070057');
    await page.getByRole('button', { name: 'Insert the outline' }).press('Enter');
    await expect(preview.getByRole('heading', { name: 'Steps' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('a picture that is pasted stands in the text, and asks for its words', async () => {
    await text.fill('Hold the power button for ten seconds.\n');
    await keys.press('Control+End');
    await giveFiles(text, 'paste', [{ name: 'image.png', type: 'image/png', content: makePng(64, 32) }]);
    await expect(text).toHaveValue(/!\[Describe the picture\]\(attachment:[0-9a-f]{64}:64x32\)/);
    await expect(page.getByText('1 picture has no description')).toBeVisible();
    await keys.type('The power button at the left');
    const picture = preview.getByRole('img', { name: 'The power button at the left' });
    await expect(picture).toHaveJSProperty('naturalWidth', 64);
    await expect(picture).toHaveAttribute('src', /^blob:/);
    await expect(page.getByText('has no description')).toHaveCount(0);
  });

  await test.step('saved and submitted; the reader draws the picture', async () => {
    await keys.press('Control+s');
    await expect(page.getByText(/^KB-.{4}-1 saved as a draft$/)).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Edit KB-/ })).toBeVisible();
    await expect(text).toBeFocused();
    await keys.press('Control+Enter');
    await expect(page.getByText(/^KB-.{4}-1 waits for review$/)).toBeVisible();
    await expect(page.getByRole('article').getByRole('img', { name: 'The power button at the left' })).toHaveAttribute(
      'src',
      /^blob:/,
    );
  });

  const articleId = idIn(page.url());
  await test.step('its author may not publish it, and is told so', async () => {
    await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
    await keys.press('v');
    await expect(page.getByText('You wrote on this version: somebody else publishes it')).toBeVisible();
    await keys.press('p');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expectNoBarriers(page);
  });

  await test.step('sent back by a colleague with the reason, mended, and published', async () => {
    await move(kim, articleId, { action: 'sendBack', reason: 'Say for which docks' });
    await page.goto(`${host.origin}/#/knowledge/${encodeURIComponent(articleId)}/edit`);
    await expect(page.getByText('Kim Berg sent it back')).toBeVisible();
    await expect(page.getByText('Say for which docks')).toBeVisible();
    await text.press('Control+Home');
    await keys.type('For D-200 and D-300. ');
    await keys.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
    await move(kim, articleId, { action: 'publish' });
    await expect(page.getByText(/Version 1/).first()).toBeVisible();
  });

  await test.step('the next version, and what changed in it', async () => {
    await page.locator('[data-reading]').focus();
    await keys.press('e');
    const before = await text.inputValue();
    await text.fill(before.replace('ten seconds', 'fifteen seconds'));
    await keys.press('Control+Enter');
    await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeVisible();
    await move(kim, articleId, { action: 'publish' });
    await page.goto(`${host.origin}/#/knowledge/${encodeURIComponent(articleId)}/versions/2`);
    await page.getByText('Changes', { exact: true }).click();
    const changes = page.getByRole('region', { name: 'Version 2' });
    await expect(changes.locator('del')).toHaveText('ten');
    await expect(changes.locator('ins')).toHaveText('fifteen');
    await expectNoBarriers(page);
  });

  await test.step('an old version becomes the next draft', async () => {
    await page.getByRole('region', { name: 'Version 2' }).focus();
    await keys.press('[');
    await expect(page.getByRole('region', { name: 'Version 1' })).toBeVisible();
    await page.getByRole('button', { name: 'Restore as a new draft' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore as a new draft' }).press('Enter');
    await expect(text).toHaveValue(/ten seconds/);
    expect((await articleOf(kim, articleId)).published?.body).toContain('fifteen seconds');
  });
});

test('what waits for review is read as what changed, and published by keyboard', async ({ page, host }) => {
  await setUpDesk(host);
  const kim = await leadConsole(host);
  const ben = await otherConsole(host);
  const articleId = await begin(
    kim,
    'Clear the print queue',
    'Stop the spooler.\n\nDelete the files.\n\nStart it again.',
  );
  await move(kim, articleId, { action: 'submit' });
  await move(ben, articleId, { action: 'publish' });
  await move(kim, articleId, { action: 'revise' });
  const body = 'Stop the spooler.\n\nDelete all the files.\n\nStart it again.';
  await move(kim, articleId, {
    action: 'edit',
    content: contentOf('Clear the print queue', body),
    note: 'All of them',
  });
  await move(kim, articleId, { action: 'submit' });

  await openConsole(page, host);
  await enterAsAda(page);
  const keys = page.keyboard;
  await keys.press('g');
  await keys.press('k');
  await expect(page.getByRole('listbox', { name: 'Articles' })).toBeFocused();
  await keys.press('Control+k');
  await keys.type('waiting for review');
  await expect(page.getByRole('option', { name: /Waiting for review/ }).first()).toBeVisible();
  await keys.press('Enter');
  await expect(page.getByRole('main').getByText('Waiting for review')).toBeVisible();
  await expect(page.locator('[data-article]')).toHaveCount(1);
  await page.getByRole('listbox', { name: 'Articles' }).focus();
  await keys.press('Enter');
  const review = page.getByRole('region', { name: 'Review' });
  await expect(review.locator('ins')).toHaveText('all ');
  await expect(review.getByText('All of them')).toBeVisible();
  await keys.press('b');
  const dialog = page.getByRole('dialog');
  await keys.press('Control+Enter');
  await expect(dialog.getByText('Give a reason')).toBeVisible();
  await keys.press('Escape');
  await expect(dialog).toHaveCount(0);
  await keys.press('p');
  await dialog.getByRole('button', { name: 'Publish' }).press('Enter');
  await expect(page.getByText(/^KB-.{4}-1 published$/)).toBeVisible();
  expect(await articleOf(kim, articleId)).toMatchObject({ version: 2, reviewer: { name: ada.displayName } });
});

test('what was typed outlives the window, and a colleague’s change in between', async ({ page, host }) => {
  await setUpDesk(host);
  const kim = await leadConsole(host);
  const articleId = await begin(kim, 'Map the K drive', 'Open Explorer.');
  await openConsole(page, host);
  await enterAsAda(page);
  const address = `${host.origin}/#/knowledge/${encodeURIComponent(articleId)}/edit`;
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await page.goto(address);
  await text.press('Control+End');
  await page.keyboard.type(' Choose Map network drive.');
  await expect(page.getByText(/^Kept as a draft at/)).toBeVisible();

  await page.reload();
  await enterAsAda(page);
  await expect(text).toHaveValue('Open Explorer. Choose Map network drive.');
  await move(kim, articleId, {
    action: 'edit',
    content: contentOf('Map the K drive', 'Open Explorer as the user.'),
    note: '',
  });
  await expect(page.getByText('Somebody changed this article while you were writing.')).toBeVisible();
  await text.press('Control+s');
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('del')).toContainText(['as the user']);
  await expect(dialog.locator('ins')).toContainText(['Choose Map network drive']);
  await expectNoBarriers(page);
  await dialog.getByRole('button', { name: 'Keep mine' }).press('Enter');
  await text.press('Control+s');
  await expect(page.getByText(/saved as a draft$/)).toBeVisible();
  expect((await articleOf(kim, articleId)).next?.body).toBe('Open Explorer. Choose Map network drive.');
});

test.describe(() => {
  test.use({ locale: 'zh-CN' });

  test('a translation is written beside its original and follows it, in Chinese', async ({ page, host }) => {
    await setUpDesk(host);
    const kim = await leadConsole(host);
    const other = await otherConsole(host);
    const english = await begin(kim, 'Pair a headset', '## Steps\n\nHold the button.');
    await move(kim, english, { action: 'submit' });
    await move(other, english, { action: 'publish' });
    await openConsole(page, host);
    await enterAsAda(page);
    await page.goto(`${host.origin}/#/knowledge/${encodeURIComponent(english)}`);
    await page.getByRole('button', { name: '更多操作' }).press('Enter');
    await page.getByRole('menuitem', { name: '翻译为中文' }).click();
    const original = page.getByRole('region', { name: '原文' });
    await expect(original.getByText('Hold the button.')).toBeVisible();
    await page.getByRole('textbox', { name: '标题' }).fill('配对耳机');
    await page.getByRole('textbox', { name: '正文', exact: true }).fill('## 步骤\n\n按住按钮。');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/已提交审核$/).first()).toBeVisible();
    const chinese = idIn(page.url());
    await move(kim, chinese, { action: 'publish' });
    await move(kim, english, { action: 'revise' });
    await move(kim, english, {
      action: 'edit',
      content: contentOf('Pair a headset', '## Steps\n\nHold the button for five seconds.'),
      note: '',
    });
    await move(kim, english, { action: 'submit' });
    await move(other, english, { action: 'publish' });
    await page.getByRole('button', { name: '查看此后的更改' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.locator('ins')).toContainText(['for five seconds']);
    await dialog.getByRole('button', { name: '标记为已跟进' }).click();
    await expect(page.getByText('已跟进到原文第 2 版')).toBeVisible();
    await expect(page.getByRole('button', { name: '查看此后的更改' })).toHaveCount(0);
    expect((await articleOf(kim, chinese)).translates).toEqual({ articleId: english, version: 2 });
  });
});
