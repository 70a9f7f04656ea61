import { refuse, succeed } from '#shared/base/result.ts';
import type { StorageFigures } from '#shared/storage/operations.ts';
import type { Desk } from '../desk.ts';
import type { DeskKeeper } from '../desk-keeper.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import { actorOf } from '../session.ts';

type UpkeepOperation = 'storage.figures' | 'storage.compact' | 'storage.continueReadOnly' | 'storage.setAside';

/** Looking after the store: figures, compaction, and the way on after damage. Runs while the desk is open or damaged. */
export const upkeepHandlers = (
  keeper: DeskKeeper,
  profileFolder: string,
  deskName: (connection: string) => string,
): FeatureHandlers<UpkeepOperation> => {
  let openedAt = '';
  keeper.onChange((state) => {
    if (state.state === 'open') openedAt = state.desk.ambient.now().toISOString();
  });
  const figuresOf = async (desk: Desk): Promise<StorageFigures> => ({
    ...(await desk.figures()),
    status: desk.status,
    folder: profileFolder,
    recordsByType: desk.records.countsByType(),
    auditEntries: desk.auditHead.seq,
    openedAt,
  });
  return {
    'storage.figures': async () => {
      const desk = keeper.desk;
      return desk ? succeed(await figuresOf(desk)) : refuse('storage.corrupt', 'the store is not open');
    },
    'storage.compact': async (_input, context) => {
      const desk = keeper.desk;
      if (!desk) return refuse('storage.corrupt', 'the store is not open');
      const noted = await desk.commit(actorOf(context.session), (unit) => {
        unit.audit({ action: 'store.compact', object: null });
        return succeed(null);
      });
      if (!noted.ok) return noted;
      await desk.compact();
      return succeed(await figuresOf(desk));
    },
    'storage.continueReadOnly': () =>
      keeper.acceptDamage() ? succeed(null) : refuse('record.not-found', 'nothing readable is left to show'),
    'storage.setAside': (_input, { session, connection }) => keeper.setAside(actorOf(session), deskName(connection)),
  };
};
