import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSessionStore } from '#renderer/api/session.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { isOutsideAddress } from '#shared/base/outside-address.ts';
import { articleAudiences, articleKinds } from '#shared/knowledge/article.ts';
import type { AboutFolder } from '#shared/knowledge/exchange/about-folder.ts';
import type { ImportSettings } from '#shared/knowledge/exchange/operations.ts';
import { exchangeStore } from './store.ts';
import classes from './exchange.module.css';

interface SettingsFormProps {
  readonly settings: ImportSettings;
  readonly about: AboutFolder;
}

const AS_FOUND = '';

/** What holds for all articles of an import; licence and origin as the folder told them, for a person to confirm. */
export const SettingsForm = ({ settings, about }: SettingsFormProps) => {
  const { t } = useTranslation('knowledgeExchange');
  const { t: words } = useTranslation('knowledge');
  const { set } = useSessionStore(exchangeStore).getState();
  const isAddress = settings.url === '' || isOutsideAddress(settings.url);
  return (
    <section aria-labelledby="exchange-settings">
      <h2 id="exchange-settings" className={classes['heading']}>
        {t('preview.settings')}
      </h2>
      <div className={classes['settings']}>
        <Field label={t('licence')} hint={t(about.licence === null ? 'licenceHintNone' : 'licenceHint')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={settings.licence}
              onChange={(event) => set({ licence: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('attribution')} hint={t('attributionHint')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              value={settings.attribution}
              onChange={(event) => set({ attribution: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={t('url')} optional error={isAddress ? undefined : t('urlWrong')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={2_000}
              value={settings.url}
              onChange={(event) => set({ url: event.currentTarget.value.trim() })}
            />
          )}
        </Field>
        <Field label={t('audience')}>
          {({ error: _error, ...control }) => (
            <NativeSelect
              {...control}
              value={settings.audience}
              data={articleAudiences.map((value) => ({ value, label: t(`audience.${value}`) }))}
              onChange={(event) => {
                const { value } = event.currentTarget;
                set({ audience: value === 'requester' ? 'requester' : 'internal' });
              }}
            />
          )}
        </Field>
        <Field label={t('kind')}>
          {({ error: _error, ...control }) => (
            <NativeSelect
              {...control}
              value={settings.kind ?? AS_FOUND}
              data={[
                { value: AS_FOUND, label: t('kindAsFound') },
                ...articleKinds.map((value) => ({ value, label: words(`kind.${value}`) })),
              ]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                set({ kind: articleKinds.find((kind) => kind === value) ?? null });
              }}
            />
          )}
        </Field>
        <Field label={t('category')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={200}
              placeholder={t('categoryAsFound')}
              value={settings.category ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                set({ category: value.trim() === '' ? null : value });
              }}
            />
          )}
        </Field>
      </div>
    </section>
  );
};
