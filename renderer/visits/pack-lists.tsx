import { useTranslation } from 'react-i18next';
import { useAssetWords } from '#renderer/assets/use-asset-words.ts';
import { hrefOf } from '#renderer/ui/route.ts';
import { langOf } from '#renderer/ui/text-lang.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { shortNumber } from '#shared/tickets/number.ts';
import type { VisitPack } from '#shared/visits/pack.ts';
import { PackList } from './pack-list.tsx';

/** All that a pack holds, in the order in which it is asked for on the way. */
export const PackLists = ({ pack }: { readonly pack: VisitPack }) => {
  const { t } = useTranslation('visits');
  const { t: tickets } = useTranslation('tickets');
  const { t: knowledge } = useTranslation('knowledge');
  const { t: documents } = useTranslation('documents');
  const format = useFormat();
  const assets = useAssetWords();
  return (
    <>
      <PackList
        kind="tickets"
        section={pack.tickets}
        view={({ id, number, title, priority, state, files }) => ({
          href: hrefOf('queue', id),
          priority,
          name: title,
          lang: langOf(title),
          code: shortNumber(number),
          fact: format.series([tickets(`state.${state}`), ...(files > 0 ? [t('files', { count: files })] : [])]),
        })}
      />
      <PackList
        kind="people"
        section={pack.people}
        view={({ id, name, jobTitle, phone, email, isVip }) => ({
          href: hrefOf('contacts', id),
          name,
          code: format.series([...(isVip ? [t('vip')] : []), ...(jobTitle === null ? [] : [jobTitle])]),
          fact: phone ?? email ?? t('noPhone'),
        })}
      />
      <PackList
        kind="assets"
        section={pack.assets}
        view={({ id, number, name, class: kind, status, serial, assetTag, depth }) => ({
          href: hrefOf('assets', id),
          name,
          code: assetTag || serial || shortNumber(number),
          fact: format.series([assets.classOf(kind), assets.statusOf(status)]),
          depth,
        })}
      />
      <PackList
        kind="articles"
        section={pack.articles}
        view={({ id, number, title, kind, language, pictures, isOutdated }) => ({
          href: hrefOf('knowledge', id),
          name: title,
          lang: language,
          code: shortNumber(number),
          fact: format.series([
            knowledge(`kind.${kind}`),
            ...(pictures > 0 ? [t('pictures', { count: pictures })] : []),
            ...(isOutdated ? [t('outdated')] : []),
          ]),
        })}
      />
      <PackList
        kind="documents"
        section={pack.documents}
        view={({ id, number, title, states }) => ({
          href: hrefOf('documents', id),
          name: title,
          lang: langOf(title),
          code: shortNumber(number),
          fact: format.series(states.map((state) => documents(`state.${state}`))),
        })}
      />
    </>
  );
};
