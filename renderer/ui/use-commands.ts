import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { announce } from './announce.ts';
import { commandRegistry } from './command-registry.ts';
import { areKeysHeld, arePartsAwaited, areRowsAwaited, catchUp, holdKey } from './held-keys.ts';
import { resolveKeys, type Command, type CommandLayer } from './commands.ts';
import { isMac } from './platform.ts';
import { stepOf, worksWhileTyping } from './keys.ts';
import { isTextField } from './text-field.ts';

/** Registers `commands` while the component is on screen; see `commands.ts`. */
export const useCommands = (
  layer: string,
  commands: readonly Command[],
  options: { readonly modal?: boolean; readonly active?: boolean } = {},
): void => {
  const { modal = false, active = true } = options;
  const [token] = useState<object>(() => ({}));

  useLayoutEffect(() => {
    if (!active) return undefined;
    commandRegistry.add(token, layer, modal);
    return () => commandRegistry.remove(token);
  }, [token, layer, modal, active]);

  useLayoutEffect(() => {
    if (active) commandRegistry.update(token, commands);
  });
};

/** Runs a command, or says why it cannot be done now. */
export const runCommand = (command: Command): void => {
  if (command.unavailable === undefined) command.run();
  else announce({ tone: 'refused', text: command.unavailable });
};

const onFocusMoved = (listener: () => void): (() => void) => {
  document.addEventListener('focusin', listener);
  document.addEventListener('focusout', listener);
  return () => {
    document.removeEventListener('focusin', listener);
    document.removeEventListener('focusout', listener);
  };
};

/** Whether the focus is where letters are text. */
export const useIsTyping = (): boolean => useSyncExternalStore(onFocusMoved, () => isTextField(document.activeElement));

/** Keys that the focused element answers itself: Enter on a link, letters in an open menu, arrows among radio buttons. Rows of a screen take letters as any list does. */
const belongsToTarget = (target: EventTarget | null, step: string): boolean => {
  if (!(target instanceof Element)) return false;
  if (target.closest('[role="menu"], [role="listbox"]:not([data-rows]), [role="tablist"]') !== null) {
    return !step.startsWith('mod+') && step !== '?';
  }
  if (step.startsWith('Arrow') && target.closest('[role="radiogroup"]') !== null) return true;
  const presses = step === 'Enter' || step === 'Space';
  return (
    presses &&
    target.closest('a[href], button, summary, input, [role="button"], [role="checkbox"], [role="switch"]') !== null
  );
};

/** Inside a dialog only what the dialog registered may act. */
const layersFor = (target: EventTarget | null): readonly CommandLayer[] => {
  const layers = commandRegistry.current();
  const inDialog = target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null;
  return inDialog && !layers.some((layer) => layer.modal) ? [] : layers;
};

/** Where keys mean the rows of a list, or what is done with one. */
const isAtRows = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('body, main, [role="grid"], [data-rows]');

/** How long the first step of a sequence waits for the next. */
const SEQUENCE_MS = 1200;

/** Listens to the keyboard of the window. Used once, by the shell. */
export const useCommandKeys = (): void => {
  useEffect(() => {
    let pressed: readonly string[] = [];
    let lastAt = 0;
    const read = (event: KeyboardEvent) =>
      stepOf(
        {
          key: event.key,
          ctrl: event.ctrlKey,
          meta: event.metaKey,
          alt: event.altKey,
          shift: event.shiftKey,
          altGraph: event.getModifierState('AltGraph'),
        },
        isMac,
      );
    /** Before anything else hears of the key. What the shell does needs no rows. */
    const holdBack = (event: KeyboardEvent) => {
      if ((!areRowsAwaited() && !arePartsAwaited() && !areKeysHeld()) || !event.isTrusted || event.isComposing) return;
      if (pressed.length > 0 && event.timeStamp - lastAt <= SEQUENCE_MS) return;
      const step = read(event);
      if (step === undefined) return;
      const isUnclaimed = () =>
        event.key.trim().length === 1 && resolveKeys(layersFor(document.activeElement), [step], false).kind === 'none';
      if (areKeysHeld() && isTextField(event.target)) {
        if (!catchUp(event.target)) holdKey(event, isUnclaimed);
        return;
      }
      if (step === 'Tab' || worksWhileTyping(step) || !isAtRows(event.target)) return;
      const shell = commandRegistry.current().filter(({ name }) => name === 'shell');
      const waitsForRows = areRowsAwaited() && resolveKeys(shell, [step], false).kind === 'none';
      if (areKeysHeld() || waitsForRows || (arePartsAwaited() && isUnclaimed())) holdKey(event, isUnclaimed);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      const step = read(event);
      if (step === undefined) return;
      const isTyping = isTextField(event.target);
      if (event.timeStamp - lastAt > SEQUENCE_MS) pressed = [];
      lastAt = event.timeStamp;

      const attempts = pressed.length > 0 ? [[...pressed, step], [step]] : [[step]];
      pressed = [];
      for (const attempt of attempts) {
        const outcome = resolveKeys(layersFor(event.target), attempt, isTyping);
        if (outcome.kind === 'none') continue;
        if (
          attempt.length === 1 &&
          belongsToTarget(event.target, step) &&
          outcome.kind === 'matched' &&
          outcome.command.whileTyping !== true
        )
          return;
        event.preventDefault();
        if (outcome.kind === 'pending') pressed = attempt;
        else runCommand(outcome.command);
        return;
      }
    };
    window.addEventListener('keydown', holdBack, true);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', holdBack, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
};
