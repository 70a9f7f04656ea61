/** The knowledge base as it is read: found, opened, judged, linked, in another language, beside it, on paper, and with hostile texts. */
import type { Page } from 'playwright/test';
import { shortNumber } from '#shared/tickets/number.ts';
import { pdfText } from '../support/pdf-text.ts';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

const list = (page: Page) => page.getByRole('listbox', { name: 'Articles' });
const article = (page: Page, name: string) => list(page).getByRole('option', { name });
const title = (page: Page, name: string) => page.getByRole('article').getByRole('heading', { name, level: 2 });

test.describe('in the sample desk', () => {
  test.slow();
  test.beforeEach(async ({ page, host }) => {
    await setUpDesk(host, { sample: true });
    await openConsole(page, host);
    await signIn(page);
    await page.getByRole('link', { name: 'Knowledge' }).click();
    await expect(list(page)).toBeVisible();
  });

  test('an article is found, read and judged by keys alone', async ({ page }) => {
    await page.keyboard.press('/');
    const search = page.getByRole('main').locator('input[type=search]');
    await expect(search).toBeFocused();
    await page.keyboard.type('pass-through');
    await expect(page.getByText(/\d hits?, \d+ ms/)).toBeVisible();
    await expect(list(page).getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(title(page, 'VPN drops behind docks with firmware 1.0.16')).toBeVisible();
    await expect(page.getByRole('article').getByRole('table')).toContainText('new address each time');
    await expect(page.getByText('Version 2, reviewed')).toContainText('6 of 7 readers found it helpful');
    await expectNoBarriers(page);

    await page.keyboard.press('n');
    await expect(page.getByRole('button', { name: 'No' })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText('6 of 8 readers found it helpful')).toBeVisible();
    await page.keyboard.press('y');
    await expect(page.getByText('You said that it helped.')).toBeVisible();
    await expect(page.getByText('7 of 8 readers found it helpful')).toBeVisible();
    await page.getByRole('button', { name: 'Outdated…' }).click();
    await page.getByRole('textbox', { name: 'What is no longer right?' }).fill('1.0.17 is out');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText('1 reader says that this version is outdated.')).toBeVisible();

    await page.getByRole('button', { name: 'Workaround' }).click();
    await expect(page.getByRole('heading', { name: 'Workaround' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Choose one at the left to read it here.')).toBeVisible();
  });

  test('filters narrow the list, J and K move through it, and what is past its day says so', async ({ page }) => {
    await page.getByRole('button', { name: 'List: Published' }).click();
    await page.getByRole('menuitemradio', { name: 'Past their day' }).click();
    await article(page, 'Who may update firmware at a client site').click();
    await expect(page.getByText('Check each step before you follow it.')).toBeVisible();
    await page.getByRole('button', { name: 'List: Past their day' }).click();
    await page.getByRole('menuitemradio', { name: 'Published' }).click();
    await page.getByRole('button', { name: 'Kind: All kinds' }).click();
    await page.getByRole('menuitemradio', { name: 'Known error' }).click();
    await page.getByRole('button', { name: 'Language: Any language' }).click();
    await page.getByRole('menuitemradio', { name: '中文' }).click();
    await expect(list(page).getByRole('option')).toHaveCount(2);
    await list(page).focus();
    await expect(list(page)).toBeFocused();
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    const [first] = await list(page).getByRole('option').allInnerTexts();
    await expect(title(page, first?.split('\n')[0] ?? '')).toBeVisible();
    await page.keyboard.press('j');
    await expect(title(page, first?.split('\n')[0] ?? '')).toHaveCount(0);
  });

  test('another language is read in its place or beside it, heading beside heading, and in a narrow window in turn', async ({
    page,
  }) => {
    await article(page, 'Keep a USB network adapter awake on Windows 11').click();
    await expect(title(page, 'Keep a USB network adapter awake on Windows 11')).toBeVisible();
    await page.getByRole('button', { name: 'Translations: 中文' }).click();
    await page.getByRole('menuitem', { name: 'Read in 中文' }).click();
    await expect(title(page, '在 Windows 11 上禁止 USB 网卡休眠')).toBeVisible();
    await page.getByRole('button', { name: 'Translations: English' }).click();
    await page.getByRole('menuitem', { name: 'Beside English' }).click();
    const both = page.getByRole('group', { name: 'Both texts' });
    const [chinese, english] = ['先确认是这个问题', 'Check that this is it'].map((name) =>
      both.getByRole('heading', { name }),
    );
    if (!chinese || !english) throw new Error('no headings');
    await expect(chinese).toBeVisible();
    await expect(english).toBeVisible();
    expect((await chinese.boundingBox())?.y).toBe((await english.boundingBox())?.y);
    expect(await chinese.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('zh-CN');
    await expectNoBarriers(page);

    await page.setViewportSize({ width: 420, height: 760 });
    await expect(english).toBeHidden();
    await page.getByText('English', { exact: true }).click();
    await expect(english).toBeVisible();
    await expect(chinese).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(title(page, '在 Windows 11 上禁止 USB 网卡休眠')).toBeVisible();
    await expect(list(page)).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expectNoBarriers(page);
    await page.getByRole('button', { name: 'Close the article' }).click();
    await expect(list(page)).toBeVisible();
  });

  test('a translation that is behind its original says so, also in Chinese', async ({ page }) => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Language: 中文');
    await page.keyboard.press('Enter');
    const articles = page.getByRole('listbox', { name: '文章列表' });
    await expect(articles).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('扩展坞固件');
    await articles.getByRole('option', { name: '扩展坞固件 1.0.16' }).click();
    await expect(page.getByRole('article')).toContainText('已是第 2 版，此译文依据第 1 版');
    await expect(page.getByRole('button', { name: '关闭文章' })).toBeVisible();
    await expect(page.getByRole('article').getByText('有帮助吗？')).toBeVisible();
  });

  test('an article is found in the palette and linked by one key to the ticket that was open last', async ({
    page,
  }) => {
    await page.getByRole('link', { name: /^Queue/ }).click();
    await page.getByRole('grid').getByRole('row').nth(2).click();
    const number = (await panel(page).locator('header .num').first().textContent()) ?? '';
    expect(number).toMatch(/^(?:INC|REQ)-/);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('label printers');
    await page.getByRole('option', { name: /Calibrate the label printers/ }).click();
    await expect(title(page, 'Calibrate the label printers in the warehouse')).toBeVisible();
    await page.keyboard.press('l');
    const short = shortNumber(number);
    await expect(page.getByRole('article').getByText(`Linked to ${short}`)).toBeVisible();
    await page.getByRole('region', { name: 'Linked' }).getByRole('link', { name: short, exact: true }).click();
    await expect(panel(page)).toContainText(number);
  });

  test('it is printed whole, with number, version and addresses in full', async ({ page }) => {
    await page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await article(page, 'VPN drops behind docks with firmware 1.0.16').click();
    await expect(title(page, 'VPN drops behind docks with firmware 1.0.16')).toBeVisible();
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await expect(page.locator('html[data-printed]')).toHaveCount(1);
    const text = pdfText(await page.pdf({ preferCSSPageSize: true })).join('\n');
    // Words of a PDF stand without their spaces.
    expect(text).toMatch(/KB-[0-9A-Z]{4}-000003·version2/);
    expect(text).toContain('Block1.0.16intheupdatetool');
    expect(text).toContain('1/1');
    expect(text).not.toContain('Findintheknowledgebase');
  });
});

test('a draft is read as one, and is not linked to a ticket before it is published', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const [made] = await registerTickets(client, ['Label printer prints nothing']);
  const content = { title: 'Calibrate a label printer', body: 'Hold **Feed**.', category: null, tags: [] } as const;
  const { articleId } = valueOf(
    await client.call('knowledge.begin', {
      kind: 'howto',
      language: 'en',
      content: { ...content, audience: 'internal' },
      translates: null,
    }),
  );
  await desk.evaluate((id) => (window.location.hash = `#/queue/${encodeURIComponent(id)}`), made?.ticketId ?? '');
  await expect(panel(desk)).toContainText('Label printer prints nothing');
  await desk.evaluate((id) => (window.location.hash = `#/knowledge/${encodeURIComponent(id)}`), articleId);
  await expect(title(desk, 'Calibrate a label printer')).toBeVisible();
  // A draft helps nobody yet: the key says so instead.
  await expect(desk.getByText(`A draft of ${ada.displayName}, not yet reviewed.`)).toBeVisible();
  await desk.keyboard.press('l');
  await expect(desk.getByText('It is not published yet')).toBeVisible();
});

test('a hostile article does nothing: no script runs, nothing is fetched, nothing leads where it should not', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const body = [
    '<script>window.wasHacked = true</script>',
    '<img src="https://evil.example/x.png" onerror="window.wasHacked = true">',
    '![pixel](https://evil.example/pixel.png) ![inline](data:image/svg+xml,<svg/onload=alert(1)>)',
    '[run](javascript:window.wasHacked=true) [data](data:text/html,<script>1</script>)',
    '<style>body { display: none }</style><iframe src="https://evil.example/"></iframe>',
    '| a |\n|---|\n| <a href="javascript:1" onclick="window.wasHacked = true">cell</a> |',
    `${'>'.repeat(30)} quoted`,
    '## After all this',
  ].join('\n\n');
  const { articleId } = valueOf(
    await client.call('knowledge.begin', {
      kind: 'howto',
      language: 'en',
      content: { title: 'Harmless <b>title</b>', body, category: null, tags: [], audience: 'internal' },
      translates: null,
    }),
  );
  const asked: string[] = [];
  desk.on('request', (request) => asked.push(request.url()));
  await desk.evaluate((id) => (window.location.hash = `#/knowledge/${encodeURIComponent(id)}`), articleId);
  await expect(desk.getByRole('heading', { name: 'After all this' })).toBeVisible();
  const read = desk.getByRole('article');
  await expect(title(desk, 'Harmless <b>title</b>')).toBeVisible();
  await expect(read).toContainText('<script>window.wasHacked = true</script>');
  await expect(read).toContainText('onclick="window.wasHacked = true"');
  await expect(read.locator('script, iframe, img, style, [onclick], [onerror]')).toHaveCount(0);
  expect(await read.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
    expect.not.arrayContaining([expect.stringMatching(/^(?:javascript|data):/)]),
  );
  await expect(read.getByRole('link', { name: 'Picture: pixel' })).toHaveAttribute('rel', 'noopener noreferrer');
  expect(await desk.evaluate(() => 'wasHacked' in window)).toBe(false);
  expect(asked.filter((url) => !url.startsWith(host.origin))).toEqual([]);
  await expectNoBarriers(desk);
});

test('a manual of half a million characters is read from its beginning, and its last heading is reached', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const chapter = `Open the **valve** and note the \`pressure\`. ${'Then wait until it is even. '.repeat(12)}\n\n`;
  const body = Array.from({ length: 50 }, (_, part) => `## Part ${part + 1}\n\n${chapter.repeat(24)}`).join('\n');
  const { articleId } = valueOf(
    await client.call('knowledge.begin', {
      kind: 'manual',
      language: 'en',
      content: {
        title: 'The long manual',
        body: body.slice(0, 500_000),
        category: null,
        tags: [],
        audience: 'internal',
      },
      translates: null,
    }),
  );
  await desk.evaluate((id) => (window.location.hash = `#/knowledge/${encodeURIComponent(id)}`), articleId);
  await expect(title(desk, 'The long manual')).toBeVisible();
  const contents = desk.getByRole('navigation', { name: 'In this article' });
  const last = contents.getByRole('button').last();
  const name = (await last.textContent()) ?? '';
  await last.click();
  await expect(desk.getByRole('heading', { name, exact: true })).toBeFocused();
  await expect(desk.getByRole('heading', { name, exact: true })).toBeInViewport();
});
