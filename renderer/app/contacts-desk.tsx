import { OwnerAssets } from '#renderer/assets/owner-assets.tsx';
import { ContactsView } from '#renderer/directory/contacts-view.tsx';

/** The contacts, with what they take from other features: what somebody has of the desk's equipment. */
export const ContactsDesk = () => <ContactsView Beside={OwnerAssets} />;
