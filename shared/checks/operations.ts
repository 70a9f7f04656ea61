import * as z from 'zod';
import { isVisible } from '../base/visible.ts';
import { command, query } from '../contract/operation.ts';
import type { AssetStatus } from '../assets/configuration-item.ts';
import type { InLanguages } from '../services/service.ts';
import type { LinkedTicket } from '../links/operations.ts';
import { languages } from '../settings/operations.ts';
import type { TicketDetail } from '../tickets/operations.ts';
import type { Alert, Check, CheckStanding, PastResult } from './check.ts';
import { diagnosticSchema } from './diagnostic.ts';
import type { Finding, Silence } from './finding.ts';
import { areLimits } from './limits.ts';
import { MAX_ROOT_TEXT, type RootList } from './roots.ts';
import type { CheckState } from './states.ts';

export const MAX_CHECKS = 200;
export const MAX_CHECK_TITLE = 200;
/** Runs that a list shows of each check. */
export const STRIP_LENGTH = 24;

const idOf = (type: string) => z.string().regex(new RegExp(`^${type}:[0-9A-HJKMNP-TV-Z]{26}$`));
const checkId = idOf('check');
const ticketId = idOf('ticket');
/** Of what is written on the ticket. */
const language = z.enum(languages);
const seen = z.int().min(1);
/** Made by the window that asks, so that it can stop what it began. */
const jobId = z.string().regex(/^[0-9A-Za-z-]{8,64}$/);
const limits = z.strictObject({ warn: z.number().min(0).max(1e12), fail: z.number().min(0).max(1e12) });
const wallClock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const timeoutSeconds = z.int().min(1).max(60);

const subject = z.strictObject({ siteId: idOf('site').nullable(), assetId: idOf('ci').nullable() });
const title = z.string().trim().min(1).max(MAX_CHECK_TITLE).refine(isVisible);

export const checkContent = z
  .strictObject({
    title,
    subject,
    diagnostic: diagnosticSchema,
    limits: limits.nullable(),
    everyMinutes: z.int().min(1).max(1_440),
    inARow: z.int().min(1).max(10),
    quiet: z
      .strictObject({ from: wallClock, to: wallClock })
      .refine(({ from, to }) => from !== to)
      .nullable(),
    maintenance: z
      .strictObject({ from: z.iso.datetime(), to: z.iso.datetime() })
      .refine(({ from, to }) => from < to)
      .nullable(),
    ticket: z.strictObject({ category: z.string().max(200).nullable(), impact: level, urgency: level }),
  })
  .refine(({ diagnostic, limits: set }) => set === null || areLimits(diagnostic.kind, set), { path: ['limits'] });

export type AssetEnd = Extract<AssetStatus, 'retired' | 'disposed' | 'lost'> | 'gone';

/** A check with what this laptop knows of it. */
export interface ListedCheck {
  readonly check: Check;
  readonly state: CheckState;
  /** The latest runs, oldest first, at most as many as a strip shows. */
  readonly results: readonly PastResult[];
  readonly alert: Alert | null;
  readonly isRunning: boolean;
  readonly inMaintenance: boolean;
  /** The ticket that was made of it, while it is open. */
  readonly ticket: LinkedTicket | null;
  /** Why nobody has what it looks after any more: out of service, lost, or not on the desk; null while somebody does. */
  readonly assetEnd: AssetEnd | null;
}

export interface CheckDetail {
  readonly listed: ListedCheck;
  /** Null where this laptop knows nothing of it. */
  readonly standing: CheckStanding | null;
  readonly names: CheckList['names'];
}

export interface CheckList {
  readonly checks: readonly ListedCheck[];
  readonly hasNetwork: boolean;
  /** Since when nobody who was asked was heard, though there is a network, and why as far as that is known; null where somebody is. */
  readonly silence: { readonly since: string; readonly why: Silence } | null;
  /** `http://host:port`; empty for none. */
  readonly proxy: string;
  /** Names of now of what checks look after, by id. */
  readonly names: Readonly<Record<string, InLanguages>>;
}

export interface MadeTicket {
  readonly ticketId: string;
  readonly number: string;
  /** Whether it was not there before. */
  readonly isNew: boolean;
}

/** How far a run is: what it does now, and on what. */
export interface CheckProgress {
  readonly jobId: string;
  readonly step: 'looking' | 'connecting' | 'asking' | 'reading';
  readonly of: string;
}

export const checkOperations = {
  'checks.list': query('checks.read', z.strictObject({})).returns<CheckList>(),
  'checks.get': query('checks.read', z.strictObject({ checkId })).returns<CheckDetail>(),
  /** What fails now and was told: for the mark at the navigation. */
  'checks.failing': query('checks.read', z.strictObject({})).returns<number>(),
  /** Runs it once, now. `request.cancelled` if somebody stops it; what was found of it is kept for `checks.attach` under `jobId`. */
  'checks.run': command(
    'checks.run',
    z.strictObject({ jobId, diagnostic: diagnosticSchema, limits: limits.nullable(), timeoutSeconds }),
  ).returns<Finding>(),
  'checks.cancel': command('checks.run', z.strictObject({ jobId })).returns<null>(),
  /** Puts what the run `jobId` of this session found onto the timeline of a ticket, for good. `check.result-gone` if it is not known any more. */
  'checks.attach': command('tickets.work', z.strictObject({ jobId, ticketId })).returns<TicketDetail>(),
  /** `check.too-many` { most }. What is saved here may run here. */
  'checks.add': command('checks.manage', z.strictObject({ content: checkContent })).returns<ListedCheck>(),
  'checks.edit': command(
    'checks.manage',
    z.strictObject({ checkId, seen, content: checkContent }),
  ).returns<ListedCheck>(),
  /** Whether it runs on this laptop. `seen`: what somebody lets run is what they saw. */
  'checks.switch': command('checks.manage', z.strictObject({ checkId, seen, on: z.boolean() })).returns<ListedCheck>(),
  'checks.remove': command('checks.manage', z.strictObject({ checkId, seen })).returns<null>(),
  /** Runs a check of the desk out of turn; it counts as any other run. */
  'checks.runNow': command('checks.run', z.strictObject({ checkId })).returns<ListedCheck>(),
  /** A ticket of a check that fails, with what it found; the open one there is already, if there is one. */
  'checks.makeTicket': command('tickets.create', z.strictObject({ checkId, language })).returns<MadeTicket>(),
  /**
   * Registers a ticket of what the run `jobId` of this session found, about what it was run for; the one made of it before, if it is open.
   * `check.result-gone` if it is not known any more.
   */
  'checks.reportRun': command(
    'tickets.create',
    z.strictObject({ jobId, title, category: z.string().trim().min(1).max(200).nullable(), subject, language }),
  ).returns<MadeTicket>(),
  /** By whose roots certificates are judged on this laptop. */
  'checks.roots': query('checks.read', z.strictObject({})).returns<RootList>(),
  /**
   * Takes the roots of a text for judging certificates. `check.root-unreadable`, `check.root-not-authority` { name }, `check.root-expired` { name },
   * `check.too-many-roots` { most }: then none of them is taken.
   */
  'checks.addRoots': command(
    'settings.manage',
    z.strictObject({ pem: z.string().min(1).max(MAX_ROOT_TEXT) }),
  ).returns<RootList>(),
  'checks.removeRoot': command(
    'settings.manage',
    z.strictObject({ fingerprint: z.string().regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
  ).returns<RootList>(),
  /** The proxy that web addresses are asked for through; empty for none. It takes no name and no password. */
  'checks.setProxy': command(
    'checks.manage',
    z.strictObject({
      proxy: z
        .string()
        .trim()
        .max(300)
        .regex(/^(?:http:\/\/[^\s/@?#]+:\d{1,5}\/?)?$/i),
    }),
  ).returns<null>(),
};
