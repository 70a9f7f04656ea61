/** Own glyphs on a 16 grid, drawn 14. Their shapes alone carry the meaning; colour repeats it. */
import { memo, type ReactNode } from 'react';
import styles from './glyphs.module.css';

interface GlyphProps {
  /** Read out in place of the shape; without it the glyph is decoration beside words. */
  readonly label?: string | undefined;
  readonly size?: number | undefined;
}

const Glyph = ({ label, size, children }: GlyphProps & { readonly children: ReactNode }) => (
  <svg
    className={styles.glyph}
    viewBox="0 0 16 16"
    {...(size === undefined ? {} : { width: size, height: size, style: { width: size, height: size } })}
    {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
  >
    {label === undefined ? null : <title>{label}</title>}
    {children}
  </svg>
);

const bars = [
  { x: 2, y: 9, height: 5 },
  { x: 6.5, y: 6, height: 8 },
  { x: 11, y: 3, height: 11 },
] as const;

/** P1 is the only filled square; P2, P3, P4 are three, two, one bars. */
export const PriorityGlyph = memo(({ priority, ...rest }: GlyphProps & { readonly priority: 1 | 2 | 3 | 4 }) => {
  if (priority === 1) {
    return (
      <Glyph {...rest}>
        <rect x="1.5" y="1.5" width="13" height="13" rx="3" className={styles.p1} />
        <path d="M8 4.4v4.4M8 11.2v.2" className={styles.p1On} />
      </Glyph>
    );
  }
  const filled = 5 - priority;
  const ink = { 2: styles.p2, 3: styles.p3, 4: styles.p4 }[priority];
  return (
    <Glyph {...rest}>
      {bars.map((bar, index) => (
        <rect key={bar.x} {...bar} width="3" rx="1" className={index < filled ? ink : styles.empty} />
      ))}
    </Glyph>
  );
});
PriorityGlyph.displayName = 'PriorityGlyph';

export type StateShape =
  | 'new'
  | 'assigned'
  | 'in_progress'
  | 'on_hold'
  | 'known_error'
  | 'resolved'
  | 'closed'
  | 'cancelled'
  | 'merged';

const stateMarks: Readonly<Record<StateShape, ReactNode>> = {
  new: <circle cx="8" cy="8" r="5.75" className={styles.state} strokeDasharray="1.6 2" />,
  assigned: <circle cx="8" cy="8" r="5.75" className={styles.state} />,
  in_progress: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="M8 4.5a3.5 3.5 0 0 1 0 7Z" className={styles.stateFill} />
    </>
  ),
  on_hold: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="M6.6 5.8v4.4M9.4 5.8v4.4" className={styles.state} />
    </>
  ),
  known_error: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="M8 4.9v3.7M8 10.9v.1" className={styles.state} />
    </>
  ),
  resolved: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="m5.6 8.2 1.7 1.7 3.2-3.5" className={styles.state} />
    </>
  ),
  closed: (
    <>
      <circle cx="8" cy="8" r="6.5" className={styles.stateFill} />
      <path d="m5.4 8.2 1.8 1.8 3.4-3.7" className={styles.cut} />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="m4.2 11.8 7.6-7.6" className={styles.state} />
    </>
  ),
  merged: (
    <>
      <circle cx="8" cy="8" r="5.75" className={styles.state} />
      <path d="M5.4 8h4.8M8.4 5.9 10.5 8l-2.1 2.1" className={styles.state} />
    </>
  ),
};

export const StateGlyph = memo(({ state, ...rest }: GlyphProps & { readonly state: StateShape }) => (
  <Glyph {...rest}>{stateMarks[state]}</Glyph>
));
StateGlyph.displayName = 'StateGlyph';

export type SlaShape = 'running' | 'at-risk' | 'breached' | 'paused' | 'met' | 'met-late';

/** `share` is the elapsed part of the target, 0 … 1, and is drawn while running. */
export const SlaGlyph = memo(
  ({ state, share = 0, ...rest }: GlyphProps & { readonly state: SlaShape; readonly share?: number }) => {
    const mark = {
      running: (
        <>
          <circle cx="8" cy="8" r="6" className={styles.okRing} />
          <circle
            cx="8"
            cy="8"
            r="2"
            className={styles.okSlice}
            pathLength={100}
            strokeDasharray={`${Math.round(Math.min(1, Math.max(0, share)) * 100)} 100`}
            transform="rotate(-90 8 8)"
          />
        </>
      ),
      'at-risk': (
        <>
          <path d="M8 1.8 15 14H1Z" className={styles.risk} />
          <path d="M8 6.2v3.6M8 11.9v.1" className={styles.cut} />
        </>
      ),
      breached: (
        <>
          <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" className={styles.breach} />
          <path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6" className={styles.cut} />
        </>
      ),
      paused: (
        <>
          <rect x="4" y="3" width="2.6" height="10" rx="1" className={styles.paused} />
          <rect x="9.4" y="3" width="2.6" height="10" rx="1" className={styles.paused} />
        </>
      ),
      met: <path d="m3 8.5 3.3 3.3L13 4.8" className={styles.okLine} />,
      'met-late': (
        <>
          <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z" className={styles.breachLine} />
          <path d="m4.9 8.2 2.2 2.2 4-4.3" className={styles.breachLine} />
        </>
      ),
    }[state];
    return <Glyph {...rest}>{mark}</Glyph>;
  },
);
SlaGlyph.displayName = 'SlaGlyph';

export const RiskGlyph = (props: GlyphProps) => <SlaGlyph state="at-risk" {...props} />;
export const BreachGlyph = (props: GlyphProps) => <SlaGlyph state="breached" {...props} />;
export const OkGlyph = (props: GlyphProps) => <SlaGlyph state="met" {...props} />;

export const Logo = ({ size = 16 }: { readonly size?: number }) => (
  <svg className={styles.logo} style={{ width: size, height: size }} viewBox="0 0 16 16" aria-hidden>
    <rect x="1" y="2.5" width="14" height="9" rx="2" className={styles.logoGround} />
    <path d="M4 14.5h8" className={styles.logoStand} />
    <path d="m5 7.2 2 2 4-4" className={styles.logoCheck} />
  </svg>
);
