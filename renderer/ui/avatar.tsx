import { memo } from 'react';
import { initialsOf } from './initials.ts';
import styles from './kit.module.css';

interface AvatarProps {
  /** Null: nobody; drawn as an empty circle. */
  readonly name: string | null;
  /** The person who is signed in. */
  readonly own?: boolean | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** What the circle says to a screen reader; leave out where the name stands beside it. */
  readonly label?: string | undefined;
}

export const Avatar = memo(({ name, own, size = 'sm', label }: AvatarProps) => (
  <span
    className={styles.avatar}
    data-size={size}
    {...(own === true ? { 'data-own': '' } : {})}
    {...(name === null ? { 'data-none': '' } : {})}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label })}
  >
    {name === null ? '' : initialsOf(name, size === 'lg' ? 2 : 1)}
  </span>
));
Avatar.displayName = 'Avatar';
