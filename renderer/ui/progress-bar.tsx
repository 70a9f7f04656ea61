import styles from './progress-bar.module.css';

/** `share` 0 … 1; undefined while it cannot be told. */
export const ProgressBar = ({ share, label }: { readonly share: number | undefined; readonly label: string }) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
    className={styles['progress']}
  >
    <svg width="100%" height="4" aria-hidden>
      <rect width="100%" height="4" rx="2" className={styles['ground']} />
      <rect width={`${Math.round((share ?? 0) * 1000) / 10}%`} height="4" rx="2" className={styles['mark']} />
    </svg>
  </div>
);
