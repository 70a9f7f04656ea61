import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentProps } from 'react';

interface BlockableButtonProps extends ButtonProps, Omit<ComponentProps<'button'>, keyof ButtonProps> {
  /** Id of the words beside it that say why it cannot act now; undefined: it can. */
  readonly blockedBy: string | undefined;
}

/** A button that may be unable to act: then it looks so and does nothing, yet keeps its place among the tab stops and says why. */
export const BlockableButton = ({ blockedBy, onClick, ...rest }: BlockableButtonProps) =>
  blockedBy === undefined ? (
    <Button {...rest} onClick={onClick} />
  ) : (
    <Button
      {...rest}
      aria-disabled
      data-disabled
      aria-describedby={blockedBy}
      onClick={(event) => event.preventDefault()}
    />
  );
