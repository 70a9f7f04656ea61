/** The training desk beside the real one: there, back, and afresh. What a training desk may not do stands in `shared/practice`. */
import type { AppStatus } from '#shared/accounts/operations.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { OtherDesk } from '#shared/practice/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Platform } from '../ports.ts';
import { actorOf } from '../session.ts';

export interface PracticeDeps {
  readonly platform: Pick<Platform, 'openOtherDesk'>;
  /** Of this profile, whether or not it is open. */
  readonly isPractice: () => boolean;
  /** The desk while it is open. */
  readonly desk: () => Desk | undefined;
  readonly startOver: (connection: string) => Promise<Result<AppStatus>>;
}

export const practiceHandlers = ({
  platform,
  isPractice,
  desk,
  startOver,
}: PracticeDeps): FeatureHandlers<'practice.open' | 'practice.leave' | 'practice.reset'> => {
  const wrongDesk = (message: string) => refuse('practice.wrong-desk', message);
  const openOther = async (): Promise<Result<OtherDesk>> => {
    if (!platform.openOtherDesk) return refuse('host.unavailable', 'this host shows one desk only');
    try {
      return succeed(await platform.openOtherDesk());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return refuse('practice.not-opened', reason, { reason });
    }
  };
  return {
    'practice.open': async (_input, { session }) => {
      if (isPractice()) return wrongDesk('this is the training desk');
      const opened = await openOther();
      if (!opened.ok) return opened;
      const noted = await desk()?.commit(actorOf(session), (unit) => {
        unit.audit({ action: 'practice.open', object: null });
        return succeed(null);
      });
      return noted && !noted.ok ? noted : opened;
    },
    'practice.leave': () => (isPractice() ? openOther() : wrongDesk('this is no training desk')),
    'practice.reset': (_input, { connection }) => startOver(connection),
  };
};
