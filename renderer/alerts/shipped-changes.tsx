import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { useFailureText } from '#renderer/ui/failure-banner.tsx';
import { PanelSection } from '#renderer/ui/panel-section.tsx';
import type { RuleView } from '#shared/alerts/operations.ts';
import { useFieldWords } from './use-field-words.ts';
import { differencesOf, type RuleField } from './rule-differences.ts';
import classes from './alerts.module.css';

interface ShippedChangesProps {
  readonly rule: RuleView;
  /** Asks first: the desk's own version goes. */
  readonly onTakeShipped: () => void;
}

/** What ships has changed since the desk wrote its own version: both, field by field, and the choice. */
export const ShippedChanges = ({ rule, onTakeShipped }: ShippedChangesProps) => {
  const { t } = useTranslation('alerts');
  const client = useClient();
  const failureText = useFailureText();
  const words = useFieldWords();
  const { code, revision, shippedSince } = rule;
  if (!shippedSince || revision === null) return null;
  const fieldLabels: Readonly<Record<RuleField, string>> = {
    name: t('name'),
    platforms: t('platforms'),
    severity: t('severity'),
    pattern: t('pattern'),
    flags: t('ignoreCase'),
    literals: t('literals'),
    except: t('except'),
    windowsEvent: t('eventIds'),
    threshold: t('threshold'),
    keyedBy: t('keyedBy'),
    coolDownSeconds: t('coolDown'),
    cause: t('cause'),
    firstStep: t('firstStep'),
    examples: t('examples'),
    counterExamples: t('counterExamples'),
    category: t('categoryEn'),
    impact: t('impact'),
    urgency: t('urgency'),
    articleIds: t('articles'),
    tags: t('tags'),
    automation: t('automation'),
    diagnostic: t('lookAt'),
    active: t('active'),
  };
  const keep = async () => {
    const kept = await client.call('alerts.keepRule', { code, seen: revision });
    announce(
      kept.ok ? { tone: 'done', text: t('keptMine', { code }) } : { tone: 'refused', text: failureText(kept.failure) },
    );
  };
  return (
    <PanelSection title={t('shippedChanged')}>
      <p className="soft">{t('shippedChangedText')}</p>
      <dl className={classes['differences']}>
        {differencesOf(rule, shippedSince).map(({ field, here, shipped }) => (
          <div key={field}>
            <dt>{fieldLabels[field]}</dt>
            <dd>
              <span className="small muted">{t('versionHere')}</span>
              {words(field, rule) ?? <span className="mono">{here || '–'}</span>}
            </dd>
            <dd>
              <span className="small muted">{t('versionShipped')}</span>
              {words(field, shippedSince) ?? <span className="mono">{shipped || '–'}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes['moves']}>
        <Button onClick={() => void keep()}>{t('keepMine')}</Button>
        <Button variant="subtle" color="gray" onClick={onTakeShipped}>
          {t('takeShipped')}
        </Button>
      </div>
    </PanelSection>
  );
};
