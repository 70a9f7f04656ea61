import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAllowed, useClient, useSessionStore } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Banner } from '#renderer/ui/banner.tsx';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { hrefOf } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { RuleView } from '#shared/alerts/operations.ts';
import type { RuleAside as Aside } from '#shared/alerts/rule.ts';
import { rulesStore } from './rules-store.ts';
import classes from './alerts.module.css';

interface ShownProps {
  readonly code: string;
  readonly aside: Aside;
  readonly onEdit: () => void;
}

const Shown = ({ code, aside, onEdit }: ShownProps) => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const format = useFormat();
  const now = useNow();
  const failureText = useFailureText();
  const mayManage = useAllowed('templates.manage');
  const tryText = useStore(useSessionStore(rulesStore), (state) => state.tryText);
  const { sourceId, sourceName, file, generation, line, text, since } = aside;
  const tryAgain = async () => {
    const done = await client.call('alerts.retryRule', { code });
    announce(
      done.ok
        ? { tone: 'done', text: t('triedAgain', { code }) }
        : { tone: 'refused', text: failureText(done.failure) },
    );
  };
  // The form tries the line that the rule did not come to an end with.
  const edit = () => {
    tryText(text);
    onEdit();
  };
  useCommands(
    'alert-rule-aside',
    mayManage
      ? [{ id: 'rule.retry', label: t('tryAgain'), group: t('thisRule'), key: 'r', run: () => void tryAgain() }]
      : [],
  );
  const where = file === null ? sourceName : `${sourceName} · ${file}`;
  const place = [sourceId, String(generation), String(line), '-', ...(file === null ? [] : [file])];
  return (
    <Banner tone="risk">
      <p>
        <strong>{t('asideSince', { at: format.moment(since, now) })}</strong>
      </p>
      <p>{t('asideText')}</p>
      <p className="muted small">
        {line === null || generation === null ? (
          where
        ) : (
          <a href={hrefOf('logs', ...place)}>{t('asideLine', { where, line, generation })}</a>
        )}
      </p>
      {text !== '' && (
        <code className={classes['asideText']} lang={langOf(text)}>
          {text}
        </code>
      )}
      <p>{mayManage ? t('asideDo') : t('asideWait')}</p>
      {mayManage && (
        <div className={classes['asideActions']}>
          <Button onClick={edit}>{t('editPattern')}</Button>
          <Button onClick={() => void tryAgain()} rightSection={<KeyHint keys="r" />}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
    </Banner>
  );
};

/** Why a rule is done without on this laptop, and what can be done about it. */
export const RuleAside = ({ rule, onEdit }: { readonly rule: RuleView; readonly onEdit: () => void }) =>
  rule.aside && <Shown code={rule.code} aside={rule.aside} onEdit={onEdit} />;
