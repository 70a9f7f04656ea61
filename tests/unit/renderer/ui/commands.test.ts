import { describe, expect, test } from 'vitest';
import { CommandRegistry } from '#renderer/ui/command-registry.ts';
import { activeLayers, resolveKeys, statusKeys, type Command, type CommandLayer } from '#renderer/ui/commands.ts';

const command = (id: string, rest: Partial<Command> = {}): Command => ({
  id,
  label: id,
  run: () => undefined,
  ...rest,
});
const layer = (name: string, commands: readonly Command[], modal = false): CommandLayer => ({ name, modal, commands });

const matched = (layers: readonly CommandLayer[], pressed: readonly string[], isTyping = false): string => {
  const outcome = resolveKeys(layers, pressed, isTyping);
  return outcome.kind === 'matched' ? outcome.command.id : outcome.kind;
};

describe('which command a key means', () => {
  const shell = layer('shell', [command('go.queue', { key: 'g q' }), command('palette', { key: 'mod+k' })]);
  const queue = layer('queue', [
    command('next', { key: 'j', otherKeys: ['ArrowDown'] }),
    command('close', { key: 'Escape', whileTyping: true }),
  ]);

  test('its own key, any further key, nothing else', () => {
    expect(matched([shell, queue], ['j'])).toBe('next');
    expect(matched([shell, queue], ['ArrowDown'])).toBe('next');
    expect(matched([shell, queue], ['k'])).toBe('none');
  });

  test('the topmost layer wins', () => {
    const panel = layer('panel', [command('panel.next', { key: 'j' })]);
    expect(matched([shell, queue, panel], ['j'])).toBe('panel.next');
  });

  test('a sequence waits for its second key and then acts', () => {
    expect(matched([shell, queue], ['g'])).toBe('pending');
    expect(matched([shell, queue], ['g', 'q'])).toBe('go.queue');
    expect(matched([shell, queue], ['g', 'x'])).toBe('none');
  });

  test('a single key beats the beginning of a sequence in its own layer', () => {
    const both = layer('both', [command('sequence', { key: 'h p' }), command('single', { key: 'h' })]);
    expect(matched([both], ['h'])).toBe('single');
  });

  test('letters do nothing while a person types; modifiers and what asks for it do', () => {
    expect(matched([shell, queue], ['j'], true)).toBe('none');
    expect(matched([shell, queue], ['g'], true)).toBe('none');
    expect(matched([shell, queue], ['mod+k'], true)).toBe('palette');
    expect(matched([shell, queue], ['Escape'], true)).toBe('close');
  });

  test('a modal layer hides everything below it', () => {
    const dialog = layer('dialog', [command('confirm', { key: 'mod+Enter' })], true);
    const menu = layer('menu', [command('menu.first', { key: '1' })]);
    expect(matched([shell, queue, dialog], ['j'])).toBe('none');
    expect(matched([shell, queue, dialog, menu], ['1'])).toBe('menu.first');
    expect(activeLayers([shell, queue, dialog, menu]).map(({ name }) => name)).toEqual(['dialog', 'menu']);
  });
});

describe('the status bar', () => {
  const status = (order: number, label: string) => ({ status: { order, label } });

  test('joins keys with one meaning, keeps the order of use, stops at the limit', () => {
    const layers = [
      layer('queue', [
        command('resolve', { key: 'e', ...status(3, 'resolve') }),
        command('next', { key: 'j', ...status(1, 'move') }),
        command('previous', { key: 'k', ...status(1, 'move') }),
        command('open', { key: 'Enter', ...status(2, 'open') }),
      ]),
    ];
    expect(statusKeys(layers, 2, false)).toEqual([
      { order: 1, label: 'move', keys: ['j', 'k'] },
      { order: 2, label: 'open', keys: ['Enter'] },
    ]);
  });

  test('leaves out what cannot be done now', () => {
    const layers = [layer('queue', [command('hold', { key: 'h', unavailable: 'on hold', ...status(1, 'hold') })])];
    expect(statusKeys(layers, 6, false)).toEqual([]);
  });

  test('names no letter while a person types', () => {
    const layers = [
      layer('composer', [
        command('next', { key: 'j', ...status(1, 'move') }),
        command('add', { key: 'mod+Enter', ...status(2, 'add') }),
      ]),
    ];
    expect(statusKeys(layers, 6, true).map(({ label }) => label)).toEqual(['add']);
  });
});

describe('the registry', () => {
  test('tells listeners once when something shown changes, and runs the latest function otherwise', async () => {
    const registry = new CommandRegistry();
    const token = {};
    let told = 0;
    const ran: string[] = [];
    registry.subscribe(() => told++);
    registry.add(token, 'queue', false);
    registry.update(token, [command('take', { key: 't', run: () => ran.push('first') })]);
    const before = registry.layers();
    expect(told).toBe(0);
    await Promise.resolve();
    expect(told).toBe(1);

    registry.update(token, [command('take', { key: 't', run: () => ran.push('second') })]);
    await Promise.resolve();
    expect(told).toBe(1);
    expect(registry.layers()).toBe(before);
    registry.find('take')?.run();
    expect(ran).toEqual(['second']);

    registry.update(token, [command('take', { key: 't', unavailable: 'yours already' })]);
    await Promise.resolve();
    expect(told).toBe(2);
    expect(registry.layers()[0]?.commands[0]?.unavailable).toBe('yours already');
  });

  test('a layer that leaves takes its keys along', () => {
    const registry = new CommandRegistry();
    const token = {};
    registry.add(token, 'queue', false);
    registry.update(token, [command('next', { key: 'j' })]);
    expect(matched(registry.current(), ['j'])).toBe('next');
    registry.remove(token);
    expect(matched(registry.current(), ['j'])).toBe('none');
    expect(registry.find('next')).toBeUndefined();
  });
});
