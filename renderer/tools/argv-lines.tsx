import { useTranslation } from 'react-i18next';
import { ArgumentList } from '#renderer/ui/argument-list.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { withSigns } from '#renderer/ui/with-signs.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { Argument, Origin } from '#shared/tools/argv.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';

interface ArgvLinesProps {
  readonly label: string;
  readonly program: string;
  readonly argv: readonly Argument[];
  readonly definition: ToolDefinition;
  /** Where the value of a parameter comes from, in words. */
  readonly fromOf: (name: string) => string;
  readonly whole?: boolean;
}

/** A command as it will be started: the program, then one argument a line, and beside each where what stands in it comes from. */
export const ArgvLines = ({ label, program, argv, definition, fromOf, whole = false }: ArgvLinesProps) => {
  const { t } = useTranslation('tools');
  const { language } = useFormat();
  const words = (origin: Origin): string | null => {
    if (origin.kind === 'literal') return null;
    const named = [...definition.parameters, ...definition.files].find(({ name }) => name === origin.name);
    const name = named ? inLanguage(named.label, language) : origin.name;
    return t('ofParameter', { name, from: origin.kind === 'file' ? t('fromFile') : fromOf(origin.name) });
  };
  const lines = [
    { text: program, from: t('program') },
    ...argv.map(({ text, pieces }) => ({
      // What is refused is shown as well, and must not look like something else until then.
      text: withSigns(text),
      from: pieces.flatMap(({ origin }) => words(origin) ?? []).join('; ') || t('fromDefinition'),
    })),
  ];
  return <ArgumentList label={label} lines={lines} whole={whole} />;
};
