import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionFactory } from '#renderer/api/session.tsx';
import type { Failure, Result } from '#shared/base/result.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { TemplateRecord, TemplateView } from '#shared/templates/template.ts';

export interface TemplatesState {
  /** Undefined until loaded; most used first. */
  readonly templates: readonly TemplateView[] | undefined;
  readonly failure: Failure | undefined;
  load(): Promise<void>;
  save(edit: InputOf<'templates.save'>, scope: TemplateRecord['scope']): Promise<Result<TemplateView>>;
  /** A canned reply was put into a text. */
  used(id: string): void;
}

/** The desk's templates and one's own; loaded again whenever one changes. */
export const templatesStore: SessionFactory<StoreApi<TemplatesState>> = (client, onEnd) => {
  const store = createStore<TemplatesState>()((set, get) => ({
    templates: undefined,
    failure: undefined,
    load: async () => {
      const found = await client.call('templates.list', {});
      set(found.ok ? { templates: found.value, failure: undefined } : { failure: found.failure });
    },
    save: async (edit, scope) => {
      const saved = await client.call(scope === 'own' ? 'templates.saveOwn' : 'templates.save', edit);
      if (saved.ok) await get().load();
      return saved;
    },
    used: (id) => void client.call('templates.used', { id }),
  }));
  onEnd(
    client.onNotice((notice) => {
      if (notice.name === 'templates.changed') void store.getState().load();
    }),
  );
  void store.getState().load();
  return store;
};
