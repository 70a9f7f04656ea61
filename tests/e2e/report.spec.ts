/** The service report: chosen, previewed, put on paper, and printed again as a copy. */
import type { Page } from 'playwright/test';
import type { Client } from '#renderer/api/client.ts';
import { encodeStrokes } from '#shared/survey/strokes.ts';
import { pdfText } from '../support/pdf-text.ts';
import { expect, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, panel, registerTickets, valueOf } from './support/tickets.ts';

const title = 'Laptop does not charge at the dock';
const strokes = encodeStrokes([
  Array.from({ length: 40 }, (_, step) => ({
    x: 300 + step * 50,
    y: 500 + Math.sin(step / 3) * 200,
    at: step * 16,
    pressure: 0.5,
  })),
]);

const servedTicket = async (client: Client): Promise<{ readonly ticketId: string; readonly number: string }> => {
  const [made] = await registerTickets(client, [title], { requester: { id: null, name: '王芳' } });
  if (!made) throw new Error('no ticket');
  const { ticketId } = made;
  valueOf(await client.call('tickets.take', { ticketId }));
  valueOf(await client.call('tickets.workNote', { ticketId, text: 'Measured 0 V at the plug' }));
  valueOf(await client.call('tickets.workNote', { ticketId, text: 'Never tell them the price' }));
  const resolution = { code: 'hardware_repair', text: 'Replaced the power supply', articleId: null } as const;
  valueOf(await client.call('tickets.resolve', { ticketId, ...resolution, noArticleReason: 'One-off' }));
  const answer = { score: 5, comment: '很快', answeredBy: '王芳', language: 'zh-CN', solved: true } as const;
  const signature = { way: 'drawn', strokes } as const;
  valueOf(await client.call('survey.answer', { ticketId, cycle: 1, answer: { ...answer, signature } }));
  return made;
};

/** Opens it from the palette; printing is noted instead of done. */
const openReport = async (page: Page, ticketId: string): Promise<void> => {
  await page.evaluate((id) => {
    window.location.hash = `#/queue/view/all/${encodeURIComponent(id)}`;
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  }, ticketId);
  await expect(panel(page).getByRole('region', { name: 'Satisfaction' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('service report');
  await page
    .getByRole('option', { name: /Service report/ })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: /^Service report/ })).toBeVisible();
};

const paperOf = async (page: Page) => {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return { text: pdfText(pdf).join('\n'), pages: pdfText(pdf) };
};

test('a report holds what was done in both languages, the signature, and no note that was not ticked', async ({
  desk,
  host,
}) => {
  const client = await otherConsole(host);
  const { ticketId, number } = await servedTicket(client);
  await openReport(desk, ticketId);
  const dialog = desk.getByRole('dialog', { name: /^Service report/ });
  await dialog.getByLabel('Site').fill('Room 3.12');
  await dialog.getByRole('button', { name: 'Add part' }).click();
  await desk.keyboard.type('Dock power supply');
  await dialog.getByLabel('Quantity').fill('none');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Enter a quantity above 0.')).toBeVisible();
  await dialog.getByLabel('Quantity').fill('2');
  await dialog.getByRole('checkbox', { name: /^Measured 0 V/ }).check();
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Measured 0 V at the plug');
  await expect(preview).toContainText('Dock power supply');
  await expect(preview).toContainText('Preview, not issued');
  await expectNoBarriers(desk);

  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('html[data-printed]')).toHaveCount(1);
  await expect(preview).toContainText('Version 1');
  const { text, pages } = await paperOf(desk);
  for (const words of [number, '服务报告', 'Servicereport', '王芳', 'Room3.12', 'Dockpowersupply', '很快', 'Version1'])
    expect(text).toContain(words);
  expect(text).toContain('Measured0V');
  expect(text).not.toContain('Nevertell');
  expect(text).not.toMatch(/Alltickets|Copy/);
  pages.forEach((page, place) => expect(page).toContain(`${place + 1}/${pages.length}`));
  await expect(desk.locator('[data-print] [data-signature] path')).toHaveCount(1);

  const { timeline } = valueOf(await client.call('tickets.get', { ticketId }));
  expect(timeline.at(-1)?.event).toMatchObject({ kind: 'report', version: 1 });
});

test('one language at a time, and the same report again as a copy', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const { ticketId } = await servedTicket(client);
  await openReport(desk, ticketId);
  const dialog = desk.getByRole('dialog', { name: /^Service report/ });
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await dialog.getByText('中文', { exact: true }).click();
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText('服务报告');
  await dialog.getByText('English', { exact: true }).click();
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText('Service report');
  await desk.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('button', { name: 'Show version 1' })).toBeVisible();
  await desk.keyboard.press('Control+Enter');
  await expect(preview).toContainText('Copy');
  expect((await paperOf(desk)).text).toContain('Copy');

  // The ticket goes on; the first version is printed as it was.
  valueOf(await client.call('tickets.comment', { ticketId, text: 'The invoice follows', delivery: 'mail' }));
  await expect(preview).toContainText('The invoice follows');
  await expect(dialog).toContainText('Will be issued as version 2');
  await dialog.getByRole('button', { name: 'Show version 1' }).click();
  await expect(preview).not.toContainText('The invoice follows');
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('long tables repeat their heads and split no row', async ({ desk, host }) => {
  const client = await otherConsole(host);
  const { ticketId } = await servedTicket(client);
  for (let entry = 0; entry < 60; entry++)
    valueOf(
      await client.call('time.log', {
        ticketId,
        startedAt: new Date(Date.UTC(2026, 9, 1, entry)).toISOString(),
        minutes: 30,
        work: 'on_site',
        note: null,
        corrects: null,
        endTimer: false,
      }),
    );
  await openReport(desk, ticketId);
  await expect(desk.locator('[data-print]')).toContainText('30:00');
  const { pages } = await paperOf(desk);
  expect(pages.length).toBeGreaterThan(1);
  const withRows = pages.filter((page) => page.includes('onsite·现场'));
  expect(withRows.length).toBeGreaterThan(1);
  for (const page of withRows) expect(page).toContain('From·开始');
});
