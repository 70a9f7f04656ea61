import { useSyncExternalStore } from 'react';
import type { Command, CommandLayer } from './commands.ts';

interface Entry {
  readonly token: object;
  readonly name: string;
  readonly modal: boolean;
  commands: readonly Command[];
}

const shown = (command: Command): string =>
  JSON.stringify([
    command.id,
    command.label,
    command.key,
    command.otherKeys,
    command.group,
    command.hint,
    command.keywords,
    command.unavailable,
    command.status,
    command.whileTyping,
    command.keyOnly,
    command.more,
  ]);

const looksSame = (before: readonly Command[], after: readonly Command[]): boolean =>
  before.length === after.length &&
  before.every((command, index) => {
    const other = after[index];
    return other !== undefined && shown(command) === shown(other) && command.icon === other.icon;
  });

/** Holds the layers in the order they came on screen and tells listeners, in a microtask, when something shown has changed. */
export class CommandRegistry {
  #entries: Entry[] = [];
  #layers: readonly CommandLayer[] = [];
  readonly #listeners = new Set<() => void>();
  #isTelling = false;

  /** What is shown; the same array until something changes. */
  readonly layers = (): readonly CommandLayer[] => this.#layers;

  /** The commands as last given, `run` included. */
  readonly current = (): readonly CommandLayer[] => this.#entries;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts an empty layer on top. */
  add(token: object, name: string, modal: boolean): void {
    this.#entries = [...this.#entries, { token, name, modal, commands: [] }];
    this.#publish();
  }

  /** Takes the newest commands of a layer; listeners hear of it only if what is shown differs. */
  update(token: object, commands: readonly Command[]): void {
    const entry = this.#entries.find((candidate) => candidate.token === token);
    if (!entry || entry.commands === commands) return;
    const same = looksSame(entry.commands, commands);
    entry.commands = commands;
    if (!same) this.#publish();
  }

  remove(token: object): void {
    this.#entries = this.#entries.filter((entry) => entry.token !== token);
    this.#publish();
  }

  /** The command as its view last gave it, or undefined if it has left the screen. */
  find(id: string): Command | undefined {
    for (const entry of this.#entries.toReversed()) {
      const command = entry.commands.find((candidate) => candidate.id === id);
      if (command) return command;
    }
    return undefined;
  }

  #publish(): void {
    this.#layers = this.#entries.map(({ name, modal, commands }) => ({ name, modal, commands }));
    // Layers change while a screen is put up: who shows them is told once that is done, or a key that is held down would be taken for an endless loop.
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

/** One per window: the keyboard is one, too. */
export const commandRegistry = new CommandRegistry();

/** What is registered now; renders again only when something shown changes. */
export const useCommandLayers = (): readonly CommandLayer[] =>
  useSyncExternalStore(commandRegistry.subscribe, commandRegistry.layers);
