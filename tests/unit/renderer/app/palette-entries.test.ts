import { expect, test } from 'vitest';
import { paletteGroups } from '#renderer/app/palette-entries.ts';
import type { Command, CommandLayer } from '#renderer/ui/commands.ts';

const command = (id: string, label: string, rest: Partial<Command> = {}): Command => ({
  id,
  label,
  run: () => undefined,
  ...rest,
});

const layers: readonly CommandLayer[] = [
  {
    name: 'shell',
    modal: false,
    commands: [
      command('go.settings', 'Settings', { group: 'Go to' }),
      command('theme.dark', 'Appearance: dark', { group: 'General', keywords: 'theme 深色' }),
    ],
  },
  {
    name: 'queue',
    modal: false,
    commands: [
      command('ticket.hold', 'Hold…', { group: 'This ticket' }),
      command('ticket.setPriority', 'Set priority…'),
      command('queue.next', 'Next ticket', { keyOnly: true }),
    ],
  },
];

const listed = (query: string): readonly (readonly [string, readonly string[]])[] =>
  paletteGroups(layers, query, 'General').map(({ label, entries }) => [
    label,
    entries.map((entry) => entry.command.label),
  ]);

test('with nothing typed: everything that can be done here first, movement left out', () => {
  expect(listed('')).toEqual([
    ['This ticket', ['Hold…', 'Set priority…']],
    ['Go to', ['Settings']],
    ['General', ['Appearance: dark']],
  ]);
});

test('groups follow their best hit', () => {
  expect(listed('sett')[0]).toEqual(['Go to', ['Settings']]);
});

test('keywords find in the other language, behind real hits, and mark nothing', () => {
  expect(listed('深色')).toEqual([['General', ['Appearance: dark']]]);
  expect(paletteGroups(layers, '深色', 'General')[0]?.entries[0]?.ranges).toEqual([]);
});

test('a command that a higher layer registers again is listed once, as that layer says', () => {
  const again: CommandLayer = {
    name: 'panel',
    modal: false,
    commands: [command('ticket.hold', 'Hold INC-7K3Q-142…', { group: 'This ticket' })],
  };
  const labels = paletteGroups([...layers, again], 'hold', 'General').flatMap(({ entries }) =>
    entries.map((entry) => entry.command.label),
  );
  expect(labels).toEqual(['Hold INC-7K3Q-142…']);
});
