import { platform } from 'node:os';
import { dateIn } from '#shared/calendar/zone.ts';
import { afterRun } from '#shared/checks/after-run.ts';
import {
  nothingKnown,
  standingId,
  whatRuns,
  type Check,
  type CheckContent,
  type CheckStanding,
} from '#shared/checks/check.ts';
import type { Finding } from '#shared/checks/finding.ts';
import type { Actor } from '../session.ts';
import type { Unit } from '../unit.ts';
import type { Contacts } from './contacts.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS = 40;
const GIB = 1_073_741_824;
const DISK_GIB = 476;

type Look = Pick<Finding, 'outcome' | 'meaning' | 'facts' | 'measures'>;

/** All look at this laptop alone, so that a sample desk asks nothing of anybody's network. */
const disk: CheckContent = {
  title: '本机磁盘空间',
  subject: { siteId: null, assetId: null },
  diagnostic: { kind: 'disk', path: platform() === 'win32' ? String.raw`C:\ `.trim() : '/' },
  limits: null,
  everyMinutes: 360,
  inARow: 2,
  quiet: null,
  maintenance: null,
  ticket: { category: null, impact: 3, urgency: 3 },
};
const labels: CheckContent = {
  ...disk,
  title: 'Label printing, shipping desk',
  diagnostic: { kind: 'tcp', host: '127.0.0.1', port: 9100 },
  everyMinutes: 60,
  inARow: 3,
  quiet: { from: '20:00', to: '06:00' },
  ticket: { category: null, impact: 2, urgency: 1 },
};

const wiki: CheckContent = {
  ...disk,
  title: 'Wiki certificate',
  diagnostic: { kind: 'tls', host: '127.0.0.1', port: 8443, name: 'wiki.harbour.example' },
  everyMinutes: 720,
  inARow: 2,
  ticket: { category: null, impact: 3, urgency: 2 },
};

/** It ends in twelve days; people were told of it nine days ago. */
const WIKI_DAYS_LEFT = 12;
const wikiAt = (agoMs: number, now: number): Look => {
  const left = WIKI_DAYS_LEFT + Math.floor(agoMs / DAY_MS);
  const isSoon = left <= 21;
  return {
    outcome: isSoon ? 'warning' : 'ok',
    meaning: isSoon ? 'tlsExpiring' : 'tlsValid',
    facts: [
      { key: 'address', value: '127.0.0.1' },
      { key: 'subject', value: 'wiki.harbour.example' },
      { key: 'issuer', value: 'Harbour Internal CA' },
      { key: 'validUntil', value: new Date(now + (WIKI_DAYS_LEFT + 0.5) * DAY_MS).toISOString() },
      { key: 'protocol', value: 'TLSv1.3' },
    ],
    measures: [{ key: 'daysLeft', value: left }],
  };
};

/** Room shrinks by a little each day, and somebody made some three weeks ago. */
const diskAt = (agoMs: number): Look => {
  const days = agoMs / DAY_MS;
  const free = (days > 21 ? 58 + (days - 21) * 4 : 118 + days * 1.5) * GIB;
  const share = Math.round((free / (DISK_GIB * GIB)) * 1_000) / 10;
  const isLow = share < 15;
  return {
    outcome: isLow ? 'warning' : 'ok',
    meaning: isLow ? 'diskLow' : 'diskFine',
    facts: [{ key: 'path', value: '/' }],
    measures: [
      { key: 'freeShare', value: share },
      { key: 'freeBytes', value: Math.round(free) },
      { key: 'totalBytes', value: DISK_GIB * GIB },
    ],
  };
};

/** It stopped this morning, and once for a few hours twelve days ago. */
const labelsAt = (agoMs: number): Look => {
  const hours = agoMs / (60 * MINUTE_MS);
  const isDown = hours < 5 || (hours > 290 && hours < 295);
  return isDown
    ? {
        outcome: 'failed',
        meaning: 'refused',
        facts: [
          { key: 'code', value: 'ECONNREFUSED' },
          { key: 'addresses', value: '127.0.0.1' },
        ],
        measures: [],
      }
    : {
        outcome: 'ok',
        meaning: 'tcpOpen',
        facts: [{ key: 'address', value: '127.0.0.1' }],
        measures: [{ key: 'connect', value: 0.6 }],
      };
};

const putCheck = (
  unit: Unit,
  actor: Actor,
  content: CheckContent,
  look: (agoMs: number, now: number) => Look,
): void => {
  const check: Check = { ...unit.stamp('check', unit.newId('check')), ...content, revision: 1 };
  unit.putLocal(check);
  const now = unit.now.getTime();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const step = content.everyMinutes * MINUTE_MS;
  const since = new Date(now - DAYS * DAY_MS).toISOString();
  let standing: CheckStanding = {
    ...unit.stamp('checkStanding', standingId(check.id)),
    ...nothingKnown,
    checkId: check.id,
    runsHere: { by: { id: actor.id, name: actor.name }, at: since, what: whatRuns(check) },
  };
  for (let ago = DAYS * DAY_MS; ago >= step / 2; ago -= step) {
    const at = new Date(now - ago);
    const finding: Finding = { diagnostic: check.diagnostic, ...look(ago, now), at: at.toISOString(), tookMs: 3 };
    const moment = { now: at.getTime(), today: dateIn(zone, at), isQuiet: false, chance: 0 };
    ({ standing } = afterRun(check, standing, finding, moment));
  }
  // Nothing runs while somebody looks around for the first time.
  const resting: CheckStanding = { ...standing, nextAt: new Date(now + step / 2).toISOString() };
  unit.putLocal(resting);
};

/** Checks of the sample desk with what they found for six weeks: one fails, one will soon. */
export const putChecks = (unit: Unit, actor: Actor, { sites }: Contacts): void => {
  const [site] = sites.values();
  putCheck(unit, actor, disk, diskAt);
  putCheck(unit, actor, wiki, wikiAt);
  putCheck(unit, actor, { ...labels, subject: { siteId: site?.id ?? null, assetId: null } }, labelsAt);
};
