import { useEffect, useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useClient, useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { MAX_TRIED } from '#shared/alerts/limits.ts';
import type { TriedLine } from '#shared/alerts/operations.ts';
import type { RuleContent } from '#shared/alerts/rule.ts';
import type { Failure } from '#shared/base/result.ts';
import { rulesStore } from './rules-store.ts';
import classes from './alerts.module.css';

/** After the last key, before lines are tried. */
const PAUSE_MS = 250;
/** More would only be scrolled past. */
const MOST_SHOWN = 200;

interface RuleTesterProps {
  /** The rule as it is being written; null where none is. */
  readonly draft: { readonly code: string; readonly content: RuleContent } | 'incomplete' | null;
}

/** Paste lines, see what fires: with the rule as it is being written, once that can be tried. */
export const RuleTester = ({ draft: written }: RuleTesterProps) => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const draft = written === 'incomplete' ? null : written;
  const store = useSessionStore(rulesStore);
  const text = useStore(store, ({ tried }) => tried);
  const [lines, setLines] = useState<readonly TriedLine[]>([]);
  const [failure, setFailure] = useState<Failure>();
  // What is tried, by what it says: a draft is another object with every key.
  const asked = JSON.stringify({ text, draft });
  useEffect(() => {
    let isWanted = true;
    const timer = window.setTimeout(() => {
      const read = async () => {
        const answer = await client.call('alerts.tryRules', JSON.parse(asked) as { text: string; draft: typeof draft });
        if (!isWanted) return;
        setLines(answer.ok ? answer.value : []);
        setFailure(answer.ok ? undefined : answer.failure);
      };
      void read();
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [client, asked]);
  const fitting = lines.filter(({ hits }) =>
    draft ? hits.some(({ code }) => code === draft.code) : hits.length > 0,
  ).length;
  return (
    <PanelSection
      title={t('tester')}
      meta={
        lines.length > 0 ? t(draft ? 'testerOwn' : 'testerCount', { count: lines.length, hits: fitting }) : undefined
      }
    >
      <div className={classes['tester']}>
        <Textarea
          aria-label={t('tester')}
          placeholder={t('testerHint')}
          value={text}
          maxLength={MAX_TRIED}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          onChange={(event) => store.getState().tryText(event.currentTarget.value)}
        />
        {written === 'incomplete' && text !== '' && <p className="muted small">{t('testerWithout')}</p>}
        {failure && <FailureBanner wide failure={failure} />}
        <ul className={classes['tried']} aria-live="polite">
          {lines.slice(0, MOST_SHOWN).map((line) => (
            <li key={line.line}>
              <code lang={langOf(line.text)} title={line.text}>
                {line.text}
              </code>
              {line.hits.length === 0 ? (
                <span className="muted">{t('testerNothing')}</span>
              ) : (
                <span>
                  {line.hits.map(({ code, key }) => (
                    <span key={code} className={classes['fits']}>
                      {code === draft?.code ? <b>{code}</b> : <a href={hrefOf('alerts', 'rules', code)}>{code}</a>}
                      {key !== '' && <span className="muted mono"> {key}</span>}
                    </span>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </PanelSection>
  );
};
