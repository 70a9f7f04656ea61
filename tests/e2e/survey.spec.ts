/** Handing a ticket over to its requester: what they see, what they say, and what they must not see. */
import type { Page } from 'playwright/test';
import type { Client } from '#renderer/api/client.ts';
import { expect, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

const SECRET = 'Their laptop is on the list for replacement';
const title = 'Laptop does not charge at the dock';
const solution = 'Replaced the power supply of the dock';

const resolve = async (client: Client, ticketId: string, text = solution): Promise<void> => {
  const code = 'hardware_repair';
  valueOf(await client.call('tickets.resolve', { ticketId, code, text, articleId: null, noArticleReason: 'One-off' }));
};

const resolvedTicket = async (client: Client): Promise<string> => {
  const [made] = await registerTickets(client, [title], { requester: { id: null, name: 'Wang Fang' } });
  const ticketId = made?.ticketId ?? '';
  valueOf(await client.call('tickets.take', { ticketId }));
  valueOf(await client.call('tickets.workNote', { ticketId, text: SECRET }));
  await resolve(client, ticketId);
  return ticketId;
};

const open = async (page: Page, ticketId: string): Promise<void> => {
  await page.evaluate((id) => {
    window.location.hash = `#/queue/view/all/${encodeURIComponent(id)}`;
  }, ticketId);
  await expect(panel(page).getByRole('heading', { name: title })).toBeVisible();
  await expect(panel(page).getByRole('region', { name: 'Satisfaction' })).toBeVisible();
};

const handOver = (page: Page) => page.locator('[data-hand-over]');

const begin = async (page: Page): Promise<void> => {
  await page.keyboard.press('Shift+V');
  await expect(handOver(page).getByRole('heading', { level: 1 })).toBeVisible();
};

/** Draws a line across the pad, as a hand with a mouse does. */
const draw = async (page: Page): Promise<void> => {
  const pad = handOver(page).getByRole('img', { name: /^Signature pad/ });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 40, box.y + 80);
  await page.mouse.down();
  for (let step = 1; step <= 30; step++)
    await page.mouse.move(box.x + 40 + step * 10, box.y + 80 + Math.sin(step / 3) * 30);
  await page.mouse.up();
};

const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const labelled = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      const label = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels?.[0] : null;
      return at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '';
    });
  for (let steps = 0; steps < 25; steps++) {
    await page.keyboard.press('Tab');
    if (name.test(await labelled())) return;
  }
  throw new Error(`no tab stop ${String(name)}`);
};

test('a ticket is handed over, answered and closed by keys alone', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await open(desk, ticketId);
  await begin(desk);
  await expect(handOver(desk).getByRole('heading', { name: 'Wang Fang, how did we do?' })).toBeVisible();
  await expect(handOver(desk).getByText(solution)).toBeVisible();
  await expectNoBarriers(desk);

  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByText('Choose one of the five.')).toBeVisible();
  await desk.keyboard.press('4');
  await expect(handOver(desk).getByRole('radio', { name: '4 Satisfied' })).toBeChecked();
  await desk.keyboard.press('ArrowRight');
  await expect(handOver(desk).getByRole('radio', { name: '5 Very satisfied' })).toBeChecked();
  await tabTo(desk, /^Yes, it is solved$/);
  await desk.keyboard.press('Space');
  await tabTo(desk, /^Anything you would like to add/);
  await desk.keyboard.type('Quick and friendly');
  await tabTo(desk, /^Draw$/);
  await desk.keyboard.press('ArrowRight');
  await tabTo(desk, /^Your name, as your signature$/);
  await desk.keyboard.type('Wang Fang');
  await expectNoBarriers(desk);
  await desk.keyboard.press('Control+Enter');

  await expect(handOver(desk).getByRole('heading', { name: 'Thank you, Wang Fang' })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(handOver(desk)).toHaveCount(0);
  const satisfaction = panel(desk).getByRole('region', { name: 'Satisfaction' });
  await expect(satisfaction).toContainText('5 of 5');
  await expect(satisfaction).toContainText('very satisfied');
  await expect(satisfaction).toContainText('Quick and friendly');
  await expect(satisfaction).toContainText('Signed by typing: Wang Fang');
  await expect(panel(desk).getByTitle('Satisfaction: 5 of 5, very satisfied')).toBeVisible();
  await expect(panel(desk)).toContainText('Closed');
  await expectNoBarriers(desk);
});

test('a signature drawn by mouse is drawn again on the ticket; a reopened one asks again and keeps the first', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await open(desk, ticketId);
  await begin(desk);
  await desk.keyboard.press('2');
  await draw(desk);
  await draw(desk);
  await handOver(desk).getByRole('button', { name: 'Undo last line' }).click();
  await expect(handOver(desk).getByRole('img', { name: 'Signature pad, 1 line drawn' })).toBeVisible();
  await handOver(desk).getByRole('radio', { name: 'No, not yet' }).check();
  await handOver(desk).getByRole('button', { name: 'Send' }).click();
  await expect(handOver(desk).getByRole('heading', { name: 'Thank you, Wang Fang' })).toBeVisible();
  await handOver(desk).getByRole('button', { name: 'Back to Ada Marsh' }).click();
  const satisfaction = panel(desk).getByRole('region', { name: 'Satisfaction' });
  await expect(satisfaction.getByRole('img', { name: 'Signature of Wang Fang' }).locator('path')).toHaveCount(1);
  await expect(satisfaction).toContainText('They say that it is not solved yet.');

  valueOf(await client.call('tickets.reopen', { ticketId, reason: 'Not solved' }));
  await resolve(client, ticketId, 'Replaced the dock');
  await expect(satisfaction.getByRole('button', { name: 'Hand over to Wang Fang' })).toBeVisible();
  await begin(desk);
  await expect(handOver(desk).getByText('Replaced the dock')).toBeVisible();
  await expect(handOver(desk).getByRole('radio', { name: '2 Dissatisfied' })).not.toBeChecked();
  await desk.keyboard.press('4');
  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByRole('heading', { name: 'Thank you, Wang Fang' })).toBeVisible();
  await handOver(desk).getByRole('button', { name: 'Back to Ada Marsh' }).click();
  await expect(satisfaction.locator('[data-survey="2"]')).toContainText('4 of 5');
  await expect(satisfaction.locator('[data-survey="1"]')).toContainText('2 of 5');
});

test('the requester sees nothing internal, whatever they press', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await registerTickets(client, ['Somebody else’s ticket']);
  await open(desk, ticketId);
  await expect(panel(desk).getByText(SECRET)).toBeVisible();
  await begin(desk);

  const expectNothing = async () => {
    await expect(desk.getByText(SECRET)).toBeHidden();
    await expect(desk.getByText('Somebody else’s ticket')).toBeHidden();
    await expect(desk.getByRole('navigation')).toHaveCount(0);
  };
  await expectNothing();
  for (const key of ['Control+k', '?', 'c', 'g', 'd', 'n', 'j', 'Control+Shift+L', 'Alt+ArrowLeft', 'F6']) {
    await desk.keyboard.press(key);
    await expectNothing();
    await expect(desk.getByRole('dialog')).toHaveCount(0);
  }
  for (let steps = 0; steps < 30; steps++) {
    await desk.keyboard.press('Tab');
    const isInside = await desk.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest('[data-hand-over]') !== null,
    );
    expect(isInside).toBe(true);
  }
  // News of other tickets stays behind it.
  await registerTickets(client, ['Another one, just now']);
  await desk.keyboard.press('Escape');
  const question = desk.getByRole('alertdialog', { name: 'Back to the console?' });
  await expect(question).toBeVisible();
  await expectNothing();
  await expect(question.getByRole('button', { name: 'Stay here' })).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(handOver(desk)).toBeVisible();
  await expectNothing();

  // Only who says so on purpose goes back, and to where they were.
  await desk.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Back to the console' }).click();
  await expect(handOver(desk)).toHaveCount(0);
  await expect(panel(desk).getByText(SECRET)).toBeVisible();
});

test('what was filled in is kept as a draft, in the language of the requester', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await open(desk, ticketId);
  await begin(desk);
  await handOver(desk).getByText('中文', { exact: true }).click();
  await expect(handOver(desk).getByRole('heading', { name: 'Wang Fang，你对这次服务满意吗？' })).toBeVisible();
  await handOver(desk).getByRole('radio', { name: '3 一般' }).check();
  await handOver(desk).getByLabel('还有什么想说的').fill('一般般');
  await handOver(desk).getByText('键入', { exact: true }).click();
  await handOver(desk).getByLabel('键入姓名作为签名').fill('王芳');
  // The technician's own screen speaks their language still.
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Back to the console' }).click();
  await expect(panel(desk).getByRole('region', { name: 'Satisfaction' })).toBeVisible();
  const drafts = () => client.call('drafts.list', {}).then(valueOf);
  await expect.poll(async () => (await drafts()).map(({ fields }) => fields['text'])).toEqual(['一般般']);
  await desk.getByRole('link', { name: /^Drafts/ }).click();
  await expect(desk.getByText(/^Hand-over of INC-/)).toBeVisible();
  await desk.goBack();
  await expect(panel(desk).getByRole('region', { name: 'Satisfaction' })).toBeVisible();
  await panel(desk)
    .getByRole('button', { name: /^Hand over to Wang Fang/ })
    .click();
  await expect(handOver(desk).getByRole('radio', { name: '3 一般' })).toBeChecked();
  await expect(handOver(desk).getByLabel('键入姓名作为签名')).toHaveValue('王芳');
  await handOver(desk).getByRole('button', { name: '不想评价' }).click();
  await handOver(desk).getByRole('button', { name: '交还给 Ada Marsh' }).click();
  await expect(panel(desk).getByRole('region', { name: 'Satisfaction' })).toContainText('they would rather not answer');
  await expect.poll(drafts).toEqual([]);
});

test('the digits choose a score wherever the focus is, but in a text', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await open(desk, ticketId);
  await begin(desk);
  const score = (name: string) => handOver(desk).getByRole('radio', { name });
  await handOver(desk).getByText('中文', { exact: true }).click();
  await expect(handOver(desk).getByRole('radio', { name: '中文' })).toBeFocused();
  await desk.keyboard.press('2');
  await expect(score('2 不满意')).toBeChecked();
  await handOver(desk).getByText('English', { exact: true }).click();
  await desk.keyboard.press('5');
  await expect(score('5 Very satisfied')).toBeChecked();
  await desk.keyboard.press('1');
  await expect(score('1 Very dissatisfied')).toBeChecked();
  await handOver(desk).getByRole('radio', { name: 'No, not yet' }).check();
  await desk.keyboard.press('3');
  await expect(score('3 Neither')).toBeChecked();
  await desk.keyboard.press('ArrowRight');
  await expect(score('4 Satisfied')).toBeChecked();
  await handOver(desk).getByLabel('Anything you would like to add').fill('');
  await desk.keyboard.type('5 minutes');
  await expect(handOver(desk).getByLabel('Anything you would like to add')).toHaveValue('5 minutes');
  await expect(score('4 Satisfied')).toBeChecked();
});

test('an answer is corrected by its requester, with a reason, and the first one stays in the timeline', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  const first = { score: 1, comment: 'Wrong way round', answeredBy: 'Wang Fang', signature: null } as const;
  const answer = { ...first, language: 'en', solved: true } as const;
  valueOf(await client.call('survey.answer', { ticketId, cycle: 1, answer }));
  await open(desk, ticketId);
  const satisfaction = panel(desk).getByRole('region', { name: 'Satisfaction' });
  await expect(satisfaction).toContainText('1 of 5');

  const startCorrecting = async () => {
    await desk.keyboard.press('Control+k');
    await desk.keyboard.type('correct the answer');
    await desk.getByRole('option', { name: /Correct the answer/ }).click();
    return desk.getByRole('dialog', { name: 'Correct the answer of Wang Fang' });
  };
  const dialog = await startCorrecting();
  const reason = dialog.getByLabel('Why the answer has to be corrected');
  await expect(reason).toBeFocused();
  await expectNoBarriers(desk);
  await desk.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Say why: it stands beside the answer.')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await startCorrecting();
  await desk.keyboard.type('Tapped the wrong end');
  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByRole('heading', { level: 1 })).toBeVisible();
  // It begins empty: what was answered before is not put into anybody's mouth. Nor can it be declined now.
  for (const name of ['1 Very dissatisfied', '5 Very satisfied'])
    await expect(handOver(desk).getByRole('radio', { name })).not.toBeChecked();
  await expect(handOver(desk).getByRole('button', { name: 'I would rather not say' })).toHaveCount(0);
  await desk.keyboard.press('5');
  await handOver(desk).getByLabel('Anything you would like to add').fill('Very quick');
  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByRole('heading', { name: 'Thank you, Wang Fang' })).toBeVisible();
  await desk.keyboard.press('Enter');

  await expect(satisfaction).toContainText('5 of 5');
  await expect(satisfaction).toContainText('Very quick');
  await expect(satisfaction).toContainText('Corrected from 1 of 5: Tapped the wrong end');
  await expect(satisfaction).not.toContainText('Wrong way round');
  await expect(panel(desk).getByTitle('Satisfaction: 5 of 5, very satisfied')).toBeVisible();
  await expectNoBarriers(desk);
  const { ticket, timeline } = valueOf(await client.call('tickets.get', { ticketId }));
  expect(ticket.state).toBe('closed');
  const said = timeline.flatMap(({ event }) => (event.kind === 'survey' ? [event] : []));
  expect(said).toMatchObject([
    { answer: { score: 1, comment: 'Wrong way round' }, replaces: null },
    { answer: { score: 5, comment: 'Very quick' }, replaces: { reason: 'Tapped the wrong end' } },
  ]);
  await expect.poll(() => client.call('drafts.list', {}).then(valueOf)).toEqual([]);
});

test('a correction begins without the draft of the first answer, and is refused where another came first', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const ticketId = await resolvedTicket(client);
  await open(desk, ticketId);
  // A hand-over that was left half done, answered elsewhere meanwhile.
  await begin(desk);
  await desk.keyboard.press('2');
  await desk.keyboard.press('Escape');
  await desk.getByRole('button', { name: 'Back to the console' }).click();
  await expect(handOver(desk)).toHaveCount(0);
  const first = { score: 4, comment: '', answeredBy: 'Wang Fang', signature: null, language: 'en' } as const;
  valueOf(await client.call('survey.answer', { ticketId, cycle: 1, answer: { ...first, solved: null } }));
  const satisfaction = panel(desk).getByRole('region', { name: 'Satisfaction' });
  await expect(satisfaction).toContainText('4 of 5');
  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('correct the answer');
  await desk.getByRole('option', { name: /Correct the answer/ }).click();
  await desk.keyboard.type('Other scale');
  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByRole('radio', { name: '2 Dissatisfied' })).not.toBeChecked();

  // Corrected elsewhere just now: what this one would replace no longer counts.
  const { timeline } = valueOf(await client.call('tickets.get', { ticketId }));
  const entryId = timeline.findLast(({ event }) => event.kind === 'survey')?.id ?? '';
  const replaces = { entryId, reason: 'Asked again by phone' };
  const answer = { ...first, score: 3, solved: null } as const;
  valueOf(await client.call('survey.correct', { ticketId, cycle: 1, answer, replaces }));
  await desk.keyboard.press('5');
  await desk.keyboard.press('Control+Enter');
  await expect(handOver(desk).getByText('Not sent. What you entered stays here')).toBeVisible();
  await expect(handOver(desk).getByRole('radio', { name: '5 Very satisfied' })).toBeChecked();
});
