import { Kbd } from '@mantine/core';
import { keyCaps, type KeyBinding } from './keys.ts';
import styles from './kit.module.css';
import { isMac } from './platform.ts';

/** Key caps of one or more bindings, for buttons, menus and the status bar. Decoration: the command itself carries `aria-keyshortcuts`. */
export const KeyHint = ({ keys }: { readonly keys: KeyBinding | readonly KeyBinding[] }) => {
  const bindings = typeof keys === 'string' ? [keys] : keys;
  return (
    <span className={styles.keys} aria-hidden>
      {bindings.flatMap((binding) =>
        keyCaps(binding, isMac).map((cap, index) => <Kbd key={`${binding} ${index}`}>{cap}</Kbd>),
      )}
    </span>
  );
};
