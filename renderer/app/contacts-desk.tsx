import type { ComponentProps } from 'react';
import { OwnerAssets } from '#renderer/assets/owner-assets.tsx';
import { SubjectChecks } from '#renderer/checks/subject-checks.tsx';
import { ContactsView } from '#renderer/directory/contacts-view.tsx';
import { useRoute } from '#renderer/ui/route.ts';
import { PackView } from '#renderer/visits/pack-view.tsx';
import { SiteVisit } from '#renderer/visits/site-visit.tsx';

/** `#/contacts/sites/<site>/pack`, also without the section; null for every other place of the contacts. */
const packSite = (segments: readonly string[]): string | null => {
  const [last, id = ''] = segments.toReversed();
  return last === 'pack' && id.startsWith('site:') ? id : null;
};

const AtSite = ({ site }: ComponentProps<typeof SiteVisit>) => (
  <>
    <SiteVisit site={site} />
    <SubjectChecks subject={{ siteId: site.id, assetId: null }} />
  </>
);

/**
 * The contacts, with what they take from other features: what somebody has of the desk's equipment, and the visit pack and the checks of a site; the pack takes
 * the place of the lists.
 */
export const ContactsDesk = () => {
  const siteId = packSite(useRoute().rest);
  return siteId === null ? (
    <ContactsView Beside={OwnerAssets} AtSite={AtSite} />
  ) : (
    <PackView key={siteId} siteId={siteId} />
  );
};
