import type { ComponentType } from 'react';
import type { CommandIconProps } from '#renderer/ui/commands.ts';

/** A further line in the navigation that a feature offers, a saved view for example. */
export interface NavigationView {
  readonly id: string;
  readonly label: string;
  /** From `hrefOf(…)`. */
  readonly href: string;
  readonly count?: number | undefined;
  readonly icon?: ComponentType<CommandIconProps> | undefined;
}
