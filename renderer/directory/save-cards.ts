import type { TFunction } from 'i18next';
import type { Client } from '#renderer/api/client.ts';
import { announce } from '#renderer/ui/announce.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import type { PeopleView } from '#shared/directory/limits.ts';

interface Wanted {
  readonly view: PeopleView;
  readonly text: string;
  /** Only this one. */
  readonly personId?: string;
}

/** Offers people as one vCard file (4.0, UTF-8), however many they are. */
export const saveCards = async (client: Client, wanted: Wanted, t: TFunction<'directory'>): Promise<void> => {
  const pieces: string[] = [];
  for (let from = 0; ;) {
    const answer = await client.call('directory.exportCards', { ...wanted, personId: wanted.personId ?? null, from });
    if (!answer.ok) {
      announce({ tone: 'refused', text: t('exportFailed') });
      return;
    }
    const { text, count, total } = answer.value;
    pieces.push(text);
    from += count;
    if (from >= total || count === 0) break;
  }
  saveFile(`${t('fileName')}.vcf`, new Blob(pieces, { type: 'text/vcard;charset=utf-8' }));
};
