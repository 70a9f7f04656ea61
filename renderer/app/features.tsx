/**
 * What the navigation offers. A feature adds one entry: its view is loaded when first opened, and hidden from who may not see it.
 * Texts stand in `messages.*.ts` of this folder (`nav.…`), commands of a view in the view (`renderer/ui/commands.ts`).
 */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import {
  IconAddressBook,
  IconAlertSquareRounded,
  IconBellExclamation,
  IconArrowsExchange,
  IconAt,
  IconBook2,
  IconBriefcase,
  IconCertificate,
  IconClockCheck,
  IconDevices,
  IconFiles,
  IconFileImport,
  IconHeartbeat,
  IconHome,
  IconInbox,
  IconListCheck,
  IconPencil,
  IconSchool,
  IconSettings,
  IconStethoscope,
  IconTemplate,
  IconTerminal2,
  IconTool,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Permission } from '#shared/accounts/roles.ts';
import type { CommandIconProps } from '#renderer/ui/commands.ts';
import type { KeyBinding } from '#renderer/ui/keys.ts';
import type { appEn } from './messages.en.ts';
import {
  AlertExtras,
  CheckExtras,
  DraftExtras,
  HandoverExtras,
  MentionExtras,
  ProblemExtras,
  QueueExtras,
  type ExtrasProps,
} from './navigation-extras.tsx';
import { withTexts } from './with-texts.ts';

export interface Feature {
  /** First segment of its route: `#/queue/…`. */
  readonly id: string;
  readonly icon: ComponentType<CommandIconProps>;
  readonly label: Extract<keyof typeof appEn, `nav.${string}`>;
  /** `setup`: opened now and then, to change how the desk works; always one line with a menu. */
  readonly section: 'work' | 'operate' | 'library' | 'oversight' | 'setup';
  /** Undefined: everyone who is signed in. */
  readonly permission?: Permission | undefined;
  /** Goes there from anywhere: `g q`. */
  readonly goKey: KeyBinding;
  readonly view: LazyExoticComponent<ComponentType> | ComponentType;
  /** Shown to who has just signed in: the list is what a desk works from, and the only view that is fetched ahead. */
  readonly opensFirst?: boolean;
  /** Count and further lines of its own. */
  readonly extras?: ComponentType<ExtrasProps> | undefined;
}

/** Team and hand-over come together: one file serves both. */
const loadTeamDesk = () => import('./team-desk.tsx');
const loadTicketDesk = () => import('./ticket-desk.tsx');

/** Fetches what a person sees first once they are in, while they still type their passphrase. */
export const fetchFirstView = (): void => {
  window.requestIdleCallback(() => {
    loadTicketDesk().catch(() => {
      // The view itself asks again, and says so if it cannot be had.
    });
  });
};

export const features: readonly Feature[] = [
  {
    id: 'home',
    icon: IconHome,
    label: 'nav.home',
    section: 'work',
    permission: 'tickets.read',
    goKey: 'g g',
    view: withTexts(async () => (await import('./home-desk.tsx')).HomeDesk),
  },
  {
    id: 'queue',
    icon: IconInbox,
    label: 'nav.queue',
    section: 'work',
    permission: 'tickets.read',
    goKey: 'g q',
    opensFirst: true,
    view: lazy(async () => ({ default: (await loadTicketDesk()).TicketDesk })),
    extras: QueueExtras,
  },
  {
    id: 'mentions',
    icon: IconAt,
    label: 'nav.mentions',
    section: 'work',
    permission: 'tickets.read',
    goKey: 'g m',
    view: withTexts(async () => (await import('#renderer/watching/mentions-view.tsx')).MentionsView),
    extras: MentionExtras,
  },
  {
    id: 'problems',
    icon: IconAlertSquareRounded,
    label: 'nav.problems',
    section: 'work',
    permission: 'problems.read',
    goKey: 'g p',
    view: withTexts(async () => (await import('#renderer/problems/problems-view.tsx')).ProblemsView),
    extras: ProblemExtras,
  },
  {
    id: 'team',
    icon: IconUsersGroup,
    label: 'nav.team',
    section: 'work',
    permission: 'tickets.read',
    goKey: 'g t',
    view: withTexts(async () => (await loadTeamDesk()).TeamDesk),
  },
  {
    id: 'handover',
    icon: IconArrowsExchange,
    label: 'nav.handover',
    section: 'work',
    permission: 'tickets.work',
    goKey: 'g h',
    view: withTexts(async () => (await loadTeamDesk()).HandoverView),
    extras: HandoverExtras,
  },
  {
    id: 'drafts',
    icon: IconPencil,
    label: 'nav.drafts',
    section: 'work',
    permission: 'tickets.work',
    goKey: 'g d',
    view: withTexts(async () => (await import('#renderer/drafts/drafts-view.tsx')).DraftsView),
    extras: DraftExtras,
  },
  {
    id: 'logs',
    icon: IconTerminal2,
    label: 'nav.logs',
    section: 'operate',
    permission: 'logs.read',
    goKey: 'g j',
    view: withTexts(async () => (await import('./logs-desk.tsx')).LogsDesk),
  },
  {
    id: 'alerts',
    icon: IconBellExclamation,
    label: 'nav.alerts',
    section: 'operate',
    permission: 'tickets.read',
    goKey: 'g y',
    view: withTexts(async () => (await import('#renderer/alerts/alerts-view.tsx')).AlertsView),
    extras: AlertExtras,
  },
  {
    id: 'checks',
    icon: IconHeartbeat,
    label: 'nav.checks',
    section: 'operate',
    permission: 'checks.read',
    goKey: 'g b',
    view: withTexts(async () => (await import('#renderer/checks/checks-view.tsx')).ChecksView),
    extras: CheckExtras,
  },
  {
    id: 'tools',
    icon: IconTool,
    label: 'nav.tools',
    section: 'operate',
    permission: 'tools.read',
    goKey: 'g x',
    view: withTexts(async () => (await import('#renderer/tools/tools-view.tsx')).ToolsView),
  },
  {
    id: 'knowledge',
    icon: IconBook2,
    label: 'nav.knowledge',
    section: 'library',
    permission: 'knowledge.read',
    goKey: 'g k',
    view: withTexts(async () => (await import('./knowledge-desk.tsx')).KnowledgeDesk),
  },
  {
    id: 'contacts',
    icon: IconAddressBook,
    label: 'nav.contacts',
    section: 'library',
    permission: 'directory.read',
    goKey: 'g c',
    view: withTexts(async () => (await import('./contacts-desk.tsx')).ContactsDesk),
  },
  {
    id: 'assets',
    icon: IconDevices,
    label: 'nav.assets',
    section: 'library',
    permission: 'assets.read',
    goKey: 'g r',
    view: withTexts(async () => (await import('./assets-desk.tsx')).AssetsDesk),
  },
  {
    id: 'services',
    icon: IconBriefcase,
    label: 'nav.services',
    section: 'library',
    permission: 'services.read',
    goKey: 'g v',
    view: withTexts(async () => (await import('#renderer/services/services-view.tsx')).ServicesView),
  },
  {
    id: 'documents',
    icon: IconFiles,
    label: 'nav.documents',
    section: 'library',
    permission: 'documents.read',
    goKey: 'g o',
    view: withTexts(async () => (await import('#renderer/documents/documents-view.tsx')).DocumentsView),
  },
  {
    id: 'training',
    icon: IconSchool,
    label: 'nav.training',
    section: 'library',
    permission: 'knowledge.read',
    goKey: 'g n',
    view: withTexts(async () => (await import('#renderer/training/training-view.tsx')).TrainingView),
  },
  {
    id: 'audit',
    icon: IconListCheck,
    label: 'nav.audit',
    section: 'oversight',
    permission: 'audit.read',
    goKey: 'g a',
    view: withTexts(async () => (await import('#renderer/audit/audit-view.tsx')).AuditView),
  },
  {
    id: 'qualifications',
    icon: IconCertificate,
    label: 'nav.qualifications',
    section: 'oversight',
    permission: 'qualifications.read',
    goKey: 'g f',
    view: withTexts(async () => (await import('#renderer/qualifications/qualifications-view.tsx')).QualificationsView),
  },
  {
    id: 'import',
    icon: IconFileImport,
    label: 'nav.import',
    section: 'setup',
    permission: 'imports.run',
    goKey: 'g i',
    view: withTexts(async () => (await import('#renderer/imports/import-view.tsx')).ImportView),
  },
  {
    id: 'sla',
    icon: IconClockCheck,
    label: 'nav.sla',
    section: 'setup',
    permission: 'tickets.read',
    goKey: 'g l',
    view: withTexts(async () => (await import('#renderer/sla/rules-view.tsx')).RulesView),
  },
  {
    id: 'diagnosis',
    icon: IconStethoscope,
    label: 'nav.diagnosis',
    section: 'setup',
    permission: 'tickets.read',
    goKey: 'g e',
    view: withTexts(async () => (await import('#renderer/diagnosis/diagnosis-view.tsx')).DiagnosisView),
  },
  {
    id: 'templates',
    icon: IconTemplate,
    label: 'nav.templates',
    section: 'setup',
    permission: 'tickets.read',
    goKey: 'g w',
    view: withTexts(async () => (await import('#renderer/templates/templates-view.tsx')).TemplatesView),
  },
  {
    id: 'users',
    icon: IconUsers,
    label: 'nav.users',
    section: 'setup',
    permission: 'users.manage',
    goKey: 'g u',
    view: withTexts(async () => (await import('#renderer/accounts/users-view.tsx')).UsersView),
  },
  {
    id: 'settings',
    icon: IconSettings,
    label: 'nav.settings',
    section: 'setup',
    goKey: 'g s',
    view: withTexts(async () => (await import('#renderer/settings/settings-view.tsx')).SettingsView),
  },
];
