import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command, CommandIconProps } from '#renderer/ui/commands.ts';
import { intoView } from '#renderer/ui/into-view.ts';
import { hrefOf, useRoute, type Route } from '#renderer/ui/route.ts';
import { useCommands } from '#renderer/ui/use-commands.ts';
import type { Feature } from './features.tsx';
import { FoldedSection, foldedSections } from './folded-section.tsx';
import type { ExtrasProps } from './navigation-extras.tsx';
import { NavCount } from './nav-count.tsx';
import type { NavigationView } from './navigation-view.ts';
import styles from './shell.module.css';

/** From this width down the navigation is a rail of glyphs with tooltips. */
export const RAIL_QUERY = '(max-width: 1100px)';

/** A rail of glyphs that is too low for a line each. */
const LOW_RAIL_QUERY = `${RAIL_QUERY} and (max-height: 700px)`;

const isFolded = (section: string): section is keyof typeof foldedSections => section in foldedSections;

/** A view stays marked while one of its records is open. */
const isWithin = (href: string, route: Route): boolean =>
  `${hrefOf(route.feature, ...route.rest)}/`.startsWith(`${href}/`);

interface LineProps {
  readonly href: string;
  readonly icon: ComponentType<CommandIconProps>;
  /** Stands for the icon in the rail, where lines of one icon could not be told apart. */
  readonly letter?: string | undefined;
  readonly label: string;
  readonly count?: number | undefined;
  readonly waiting?: number | undefined;
  readonly isCurrent: boolean;
}

const Line = ({ href, icon: Icon, letter, label, count, waiting, isCurrent }: LineProps) => {
  const { t } = useTranslation('app');
  // The rail has room for the mark alone.
  const told = waiting === undefined ? label : `${label} · ${t('waiting', { count: waiting })}`;
  const isRail = useMediaQuery(RAIL_QUERY, undefined, { getInitialValueInEffect: false });
  return (
    <li>
      <Tooltip label={told} position="right" disabled={!isRail}>
        <a href={href} {...(isCurrent ? { 'aria-current': 'page', ref: intoView } : {})}>
          {isRail && letter !== undefined ? (
            <span className={styles.navLetter} aria-hidden>
              {letter}
            </span>
          ) : (
            <Icon size={16} stroke={1.6} />
          )}
          <span className={styles.navLabel}>{label}</span>
          <NavCount count={count} waiting={waiting} />
        </a>
      </Tooltip>
    </li>
  );
};

const FeatureLine = ({ feature }: { readonly feature: Feature }) => {
  const { t } = useTranslation('app');
  const route = useRoute();
  const Extras = feature.extras ?? NoExtras;
  return (
    <Extras>
      {({ count, waiting, views }) => {
        const isView = views?.some((view) => isWithin(view.href, route)) ?? false;
        return (
          <Line
            href={hrefOf(feature.id)}
            icon={feature.icon}
            label={t(feature.label)}
            count={count}
            waiting={waiting}
            isCurrent={route.feature === feature.id && !isView}
          />
        );
      }}
    </Extras>
  );
};

const NoExtras = ({ children }: ExtrasProps) => children({});

const Views = ({ views }: { readonly views: readonly NavigationView[] }) => {
  const { t } = useTranslation('app');
  const route = useRoute();
  useCommands(
    'views',
    views.map((view): Command => ({
      id: `view.${view.id}`,
      label: view.label,
      group: t('palette.goTo'),
      icon: view.icon ?? IconFilter,
      run: () => {
        window.location.hash = view.href;
      },
    })),
  );
  if (views.length === 0) return null;
  return (
    <Section label={t('section.views')}>
      {views.map((view) => (
        <Line
          key={view.id}
          href={view.href}
          icon={view.icon ?? IconFilter}
          letter={view.icon ? undefined : Array.from(view.label)[0]?.toLocaleUpperCase()}
          label={view.label}
          count={view.count}
          isCurrent={isWithin(view.href, route)}
        />
      ))}
    </Section>
  );
};

const Section = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <>
    <h2>
      <span>{label}</span>
    </h2>
    <ul>{children}</ul>
  </>
);

/** Below the daily work, each under a heading of its own. */
const laterSections = ['operate', 'library', 'oversight', 'setup'] as const;

export const Navigation = ({ features }: { readonly features: readonly Feature[] }) => {
  const { t } = useTranslation('app');
  const isRail = useMediaQuery(RAIL_QUERY, undefined, { getInitialValueInEffect: false }) ?? false;
  const isLow = useMediaQuery(LOW_RAIL_QUERY, undefined, { getInitialValueInEffect: false }) ?? false;
  return (
    <nav className={styles.nav} aria-label={t('nav.main')}>
      <ul>
        {features
          .filter(({ section }) => section === 'work')
          .map((feature) => (
            <FeatureLine key={feature.id} feature={feature} />
          ))}
      </ul>
      {features.map(({ id, extras: Extras }) =>
        Extras ? <Extras key={id}>{({ views }) => (views ? <Views views={views} /> : null)}</Extras> : null,
      )}
      {laterSections.map((section) => {
        const within = features.filter((feature) => feature.section === section);
        if (within.length === 0) return null;
        if (section === 'setup' || (isLow && isFolded(section)))
          return <FoldedSection key={section} section={section} features={within} isRail={isRail} />;
        return (
          <Section key={section} label={t(`section.${section}`)}>
            {within.map((feature) => (
              <FeatureLine key={feature.id} feature={feature} />
            ))}
          </Section>
        );
      })}
    </nav>
  );
};
