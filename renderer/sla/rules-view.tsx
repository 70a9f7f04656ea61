import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useSessionStore } from '#renderer/api/session.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { navigate, replaceRoute, useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { useMoveCommands } from '#renderer/ui/use-move-commands.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { ViewHead } from '#renderer/ui/view-head.tsx';
import type { CalendarView, PolicyView } from '#shared/sla/operations.ts';
import { CalendarPanel, calendarEdits } from './calendar-panel.tsx';
import { showHours } from './hours.ts';
import { editKey, useEditedKeys } from './kept-edits.ts';
import { MATRIX, MatrixPanel, matrixEdits } from './matrix-panel.tsx';
import { PolicyPanel, policyEdits } from './policy-panel.tsx';
import { createRulesStore } from './rules-store.ts';
import classes from './rules.module.css';

/** The product's own calendars are named in the language on screen, a desk's own as somebody named them. */
const useCalendarName = () => {
  const { t } = useTranslation('sla');
  return ({ shipped, name, zone }: CalendarView): string =>
    shipped === null ? name : shipped === 'mon-fri' ? t('shipped.mon-fri', { zone }) : t(`shipped.${shipped}`);
};

/** What is promised and by which hours it counts. Route: `#/sla/<id of a policy or calendar>`, `#/sla/matrix`. */
export const RulesView = () => {
  const { t } = useTranslation('sla');
  const store = useSessionStore(createRulesStore);
  const { policies, calendars, matrix, failure, load } = useStore(store);
  const calendarName = useCalendarName();
  const openId = useRoute().rest[0];
  const policy = policies?.find(({ id }) => id === openId);
  const calendar = calendars?.find(({ id }) => id === openId);
  const isMatrix = openId === MATRIX;
  const ids = [...(policies ?? []), ...(calendars ?? [])].map(({ id }) => id).concat(MATRIX);
  const close = () => navigate('sla');
  const move = (by: number) => {
    const at = openId === undefined ? -1 : ids.indexOf(openId);
    const next = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))];
    if (next !== undefined) replaceRoute('sla', next);
  };
  const group = t('levels');
  useCommands(
    'sla-panel',
    [{ id: 'sla.close', label: t('closePanel'), group, key: 'Escape', keyOnly: true, whileTyping: true, run: close }],
    { active: policy !== undefined || calendar !== undefined || isMatrix },
  );
  useMoveCommands('sla', { group, next: t('next'), previous: t('previous'), move: t('move') }, move);

  return (
    <SplitPane
      panelLabel={t('details')}
      panel={
        policy && calendars ? (
          <PolicyPanel
            key={`${policy.id} ${policy.version}`}
            policy={policy}
            calendars={calendars}
            calendarName={calendarName}
            onClose={close}
          />
        ) : calendar ? (
          <CalendarPanel
            key={`${calendar.id} ${calendar.version}`}
            calendar={calendar}
            title={calendarName(calendar)}
            onClose={close}
          />
        ) : isMatrix && matrix ? (
          <MatrixPanel key={matrix.version} view={matrix} onClose={close} />
        ) : undefined
      }
    >
      <ViewHead title={t('levels')} />
      {failure ? <FailureBanner failure={failure} wide onRetry={() => void load()} /> : null}
      {policies && calendars && matrix ? (
        <div className={classes['scroll']}>
          <Policies policies={policies} openId={openId} />
          <Calendars calendars={calendars} nameOf={calendarName} openId={openId} />
          <Priorities version={matrix.version} openId={openId} />
        </div>
      ) : failure ? null : (
        <SkeletonRows rows={5} />
      )}
    </SplitPane>
  );
};

const Row = ({
  id,
  openId,
  name,
  facts,
}: {
  readonly id: string;
  readonly openId: string | undefined;
  readonly name: string;
  readonly facts: readonly string[];
}) => (
  <li>
    <button
      type="button"
      className={classes['row']}
      data-row-id={id}
      {...(id === openId ? { 'aria-current': true as const } : {})}
      onClick={() => navigate('sla', id)}
    >
      <span className="strong cut">{name}</span>
      <span className="muted small cut">{facts.join(' · ')}</span>
    </button>
  </li>
);

const Policies = ({
  policies,
  openId,
}: {
  readonly policies: readonly PolicyView[];
  readonly openId: string | undefined;
}) => {
  const { t } = useTranslation('sla');
  const format = useFormat();
  const now = useNow();
  const edited = useEditedKeys(policyEdits);
  return (
    <section>
      <h2 className={classes['heading']}>{t('policies')}</h2>
      <ul className={classes['list']}>
        {policies.map(({ id, name, scope, version, savedAt }) => (
          <Row
            key={id}
            id={id}
            openId={openId}
            name={name}
            facts={[
              ...(edited.has(editKey({ id, version })) ? [t('unsaved')] : []),
              scope.categories.length === 0 ? t('allTickets') : format.series(scope.categories),
              t('version', { number: version, at: format.day(savedAt, now) }),
            ]}
          />
        ))}
      </ul>
    </section>
  );
};

const Calendars = ({
  calendars,
  nameOf,
  openId,
}: {
  readonly calendars: readonly CalendarView[];
  readonly nameOf: (calendar: CalendarView) => string;
  readonly openId: string | undefined;
}) => {
  const { t } = useTranslation('sla');
  const edited = useEditedKeys(calendarEdits);
  return (
    <section>
      <h2 className={classes['heading']}>{t('calendars')}</h2>
      <ul className={classes['list']}>
        {calendars.map((calendar) => {
          const { id, week, zone, holidays, makeupDays, validUntil } = calendar;
          const facts = [
            ...(edited.has(editKey(calendar)) ? [t('unsaved')] : []),
            showHours(week[1] ?? []) || t('closed'),
            zone,
            t('holidays', { count: holidays.length }),
            ...(makeupDays.length > 0 ? [t('makeupDays', { count: makeupDays.length })] : []),
            ...(validUntil === null ? [] : [t('until', { date: validUntil })]),
          ];
          return <Row key={id} id={id} openId={openId} name={nameOf(calendar)} facts={facts} />;
        })}
      </ul>
    </section>
  );
};

const Priorities = ({ version, openId }: { readonly version: number; readonly openId: string | undefined }) => {
  const { t } = useTranslation('sla');
  const edited = useEditedKeys(matrixEdits);
  return (
    <section>
      <h2 className={classes['heading']}>{t('priorities')}</h2>
      <ul className={classes['list']}>
        <Row
          id={MATRIX}
          openId={openId}
          name={t('matrix')}
          facts={[
            ...(edited.has(editKey({ id: MATRIX, version })) ? [t('unsaved')] : []),
            t('matrixFacts'),
            ...(version === 0 ? [t('matrixShipped')] : []),
          ]}
        />
      </ul>
    </section>
  );
};
