import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BreachGlyph, OkGlyph, RiskGlyph } from './glyphs.tsx';
import styles from './kit.module.css';

export type BannerTone = 'quiet' | 'ok' | 'risk' | 'breach';

const glyphs = {
  quiet: <IconInfoCircle size={14} stroke={1.6} aria-hidden />,
  ok: <OkGlyph />,
  risk: <RiskGlyph />,
  breach: <BreachGlyph />,
} as const;

interface BannerProps {
  readonly tone: BannerTone;
  readonly children: ReactNode;
  /** Smaller second line: code, log id, age. */
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  /** Rounded, for forms and panels; otherwise it spans its region. */
  readonly boxed?: boolean;
}

/** What stays until it is settled. `breach` interrupts a screen reader, the others wait. */
export const Banner = ({ tone, children, meta, actions, boxed }: BannerProps) => (
  <div
    className={styles.banner}
    data-tone={tone}
    role={tone === 'breach' ? 'alert' : 'status'}
    {...(boxed === true ? { 'data-boxed': '' } : {})}
  >
    {glyphs[tone]}
    <div className={styles.bannerBody}>
      {children}
      {meta === undefined ? null : <span className={styles.bannerMeta}>{meta}</span>}
    </div>
    {actions === undefined ? null : <div className={styles.bannerActions}>{actions}</div>}
  </div>
);
