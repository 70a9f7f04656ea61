import type { Result } from '#shared/base/result.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { RuleThreadOptions } from './alerts/rule-thread.ts';
import type { ExchangeThreadOptions } from './knowledge/exchange/exchange-thread.ts';
import type { LogThreadOptions } from './logs/log-thread.ts';
import type { OwnLog } from './logs/own-log.ts';
import type { MailReaderOptions } from './mail/mail-reader.ts';
import type { Platform } from './ports.ts';
import type { Session } from './session.ts';

/** What the application lends to the features of a desk. */
export interface FeatureParts {
  readonly platform: Platform;
  /** Where the desk lies on the disk. */
  readonly profileFolder: string;
  readonly mailWorker: MailReaderOptions['worker'];
  readonly articleWorker: ExchangeThreadOptions['worker'];
  readonly logWorker: LogThreadOptions['worker'];
  readonly readAheadWorker: string | undefined;
  readonly alertWorker: RuleThreadOptions['worker'];
  /** Threads that were ended and are not gone. */
  readonly leaving: Set<Promise<void>>;
  readonly log: (line: string) => void;
  /** What was written there. */
  readonly ownLog: OwnLog;
  readonly notify: (notice: Notice) => void;
  /** Keeps the desk open until it is called. */
  readonly hold: () => () => void;
  readonly hasSetAside: () => Promise<boolean>;
  /** Whether a session has not ended since. */
  readonly isOn: (session: Session) => boolean;
  /** Tries a passphrase of who is signed in, counted and paced as at sign-in. `action` is what a failure is called in the trail. */
  readonly confirm: (session: Session, passphrase: string, action: string) => Promise<Result<null>>;
}
