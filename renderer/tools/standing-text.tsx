import { useTranslation } from 'react-i18next';
import { BreachGlyph, OkGlyph, RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { inLanguage } from '#shared/services/service.ts';
import type { Standing, ToolChange } from '#shared/tools/approval.ts';
import type { ListedTool } from '#shared/tools/operations.ts';
import { variantFor, type ToolPlatform } from '#shared/tools/tool.ts';
import classes from './tools.module.css';

/** A mark is for what runs, or waits for a person of the desk: that a program is not on this laptop is no fault. */
const glyphOf = (state: Standing['state']) => {
  switch (state) {
    case 'approved':
      return <OkGlyph />;
    case 'changed':
    case 'refused-program':
      return <BreachGlyph />;
    case 'unapproved':
      return <RiskGlyph />;
    case 'reading':
    case 'elsewhere':
    case 'no-program':
    case 'no-file':
      return null;
  }
};

/** State in a row: a word and a shape; the colour only repeats them. */
export const StandingMark = ({ tool }: { readonly tool: ListedTool }) => {
  const { t } = useTranslation('tools');
  const { standing, isActive } = tool;
  const glyph = isActive ? glyphOf(standing.state) : null;
  if (glyph === null)
    return <span className="muted">{t(isActive ? `standing.${standing.state}` : 'standing.off')}</span>;
  return (
    <span className={classes['mark']}>
      {glyph}
      {t(`standing.${standing.state}`)}
    </span>
  );
};

/** Any one of them would do: `xfreerdp3 or xfreerdp`. Where each was looked for is said apart. */
const programsText = (programs: readonly string[], language: string): string => {
  const names = programs.map((program) => program.split(/[\\/]/).at(-1) ?? program);
  return new Intl.ListFormat(language, { type: 'disjunction' }).format([...new Set(names)]);
};

const useChangeText = () => {
  const { t, i18n } = useTranslation('tools');
  return (change: ToolChange): string => {
    if (change.what !== 'definition') return t(`change.${change.what}`, { ...change });
    const members = change.members.map((member) =>
      i18n.exists(`tools:member.${member}`) ? t(`member.${member}` as 'member.name') : member,
    );
    return t('change.definition', { members: members.join(', ') });
  };
};

/** Whether a tool can be started on this laptop, why not, and what to do, in words. */
export const StandingText = ({ tool, platform }: { readonly tool: ListedTool; readonly platform: ToolPlatform }) => {
  const { t } = useTranslation('tools');
  const format = useFormat();
  const now = useNow();
  const changeText = useChangeText();
  const { standing, definition } = tool;
  switch (standing.state) {
    case 'approved':
      return <p>{t('approvedBy', { name: standing.by, when: format.dateTime(standing.at, now) })}</p>;
    case 'unapproved':
      return <p>{t('unapprovedText')}</p>;
    case 'changed':
      return (
        <>
          <p>{t('changedText')}</p>
          <ul className={classes['bullets']}>
            {standing.changes.map((change) => (
              <li key={`${change.what} ${'name' in change ? change.name : 'path' in change ? change.path : ''}`}>
                {changeText(change)}
              </li>
            ))}
          </ul>
        </>
      );
    case 'reading':
      return <p>{t('readingText')}</p>;
    case 'elsewhere':
      return <p>{t('elsewhereText')}</p>;
    case 'no-program': {
      const variant = variantFor(definition, platform);
      const getting = inLanguage(variant?.getting ?? { en: '', 'zh-CN': '' }, format.language).trim();
      const programs = programsText(standing.programs, format.language);
      return (
        <>
          <p>{t(getting === '' ? 'missing' : 'missingText', { programs })}</p>
          {getting !== '' && <p className={classes['getting']}>{getting}</p>}
          <details>
            <summary className="muted small">{t('looked', { count: standing.looked.length })}</summary>
            <ul className={classes['paths']}>
              {standing.looked.map((path) => (
                <li key={path}>{path}</li>
              ))}
            </ul>
          </details>
        </>
      );
    }
    case 'refused-program':
      return (
        <>
          <p>{t('refusedText', { path: standing.path, fault: t(`fault.${standing.fault}`) })}</p>
          <p className="soft">{t('refusedNext')}</p>
        </>
      );
    case 'no-file': {
      const file = definition.files.find(({ name }) => name === standing.name);
      const name = file ? inLanguage(file.label, format.language) : standing.name;
      return (
        <p>{t('noFileText', { name, fault: standing.fault ? t(`fault.${standing.fault}`) : t('noFileChosen') })}</p>
      );
    }
  }
};
