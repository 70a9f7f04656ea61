import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import type { Client } from '#renderer/api/client.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { LoopbackHost } from '../../support/loopback-host.ts';
import { ada, expect } from './console.ts';

/** The value of a reply that has to be one. */
export const valueOf = <T>(reply: Result<T>): T => {
  if (!reply.ok) throw new Error(`${reply.failure.code}: ${reply.failure.message}`);
  return reply.value;
};

/** A second console on the same desk, signed in as Ada: what a colleague or another window does meanwhile. */
export const otherConsole = async (host: LoopbackHost): Promise<Client & { close(): void }> => {
  const client = await host.connect();
  const status = valueOf(await client.call('app.status', {}));
  const person = status.state === 'locked' ? status.people.find(({ name }) => name === ada.name) : undefined;
  valueOf(await client.call('accounts.signIn', { userId: person?.userId ?? '', passphrase: ada.passphrase }));
  return client;
};

/** Registers tickets with these titles, oldest first; the rest of each is usual. */
export const registerTickets = async (
  client: Client,
  titles: readonly string[],
  more: Partial<InputOf<'tickets.create'>> = {},
): Promise<readonly { readonly ticketId: string; readonly number: string }[]> => {
  const made = [];
  for (const title of titles) {
    const reply = await client.call('tickets.create', {
      kind: 'incident',
      channel: 'phone',
      title,
      description: '',
      impact: 2,
      urgency: 2,
      category: null,
      requester: null,
      draftId: null,
      ...more,
    });
    made.push(valueOf(reply));
  }
  return made;
};

/** Titles of the rows on screen, top down. */
export const rowTitles = async (page: Page): Promise<readonly string[]> => {
  const rows = page.locator('[data-row-id]');
  const places = await rows.evaluateAll((elements) =>
    elements
      .map((element) => ({
        place: Number(element.getAttribute('aria-rowindex')),
        title: element.querySelector('[title]')?.getAttribute('title') ?? '',
      }))
      .toSorted((a, b) => a.place - b.place),
  );
  return places.map(({ title }) => title);
};

export const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title });

export const panel = (page: Page) => page.getByRole('complementary', { name: 'Ticket' });

/** axe finds nothing serious. */
export const expectNoBarriers = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
};
