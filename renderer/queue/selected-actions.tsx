import { Button } from '@mantine/core';
import { commandRegistry, useCommandLayers } from '#renderer/ui/command-registry.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { runCommand } from '#renderer/ui/use-commands.ts';

/** What is done to several tickets most often; everything else is in the palette. */
const shown = ['ticket.take', 'ticket.assign', 'ticket.hold', 'ticket.resolve', 'ticket.bulkEdit'] as const;

/** The moves that the desk registered, as buttons beside the selection. One that cannot be carried out is not drawn. */
export const SelectedActions = () => {
  const commands = useCommandLayers().flatMap((layer) => layer.commands);
  return shown.map((id) => {
    const command = commands.find((candidate) => candidate.id === id && candidate.unavailable === undefined);
    return (
      command && (
        <Button
          key={id}
          size="xs"
          rightSection={command.key === undefined ? undefined : <KeyHint keys={command.key} />}
          onClick={() => runCommand(commandRegistry.find(id) ?? command)}
        >
          {command.label}
        </Button>
      )
    );
  });
};
