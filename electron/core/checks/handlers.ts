/**
 * Built-in diagnostics and scheduled checks: this laptop looks at networks, servers and itself, when a person asks or as somebody let it.
 * No program but the system's own ones that tell of services, ports, routes and memory is run, nothing is sent but the question itself, and tickets
 * are known only by what is passed in.
 */
import { notFound } from '#shared/base/not-found.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import { dateIn } from '#shared/calendar/zone.ts';
import type { Check } from '#shared/checks/check.ts';
import type { CheckEvent } from '#shared/checks/event.ts';
import type { Diagnostic } from '#shared/checks/diagnostic.ts';
import type { Limits } from '#shared/checks/limits.ts';
import type { Finding } from '#shared/checks/finding.ts';
import { isQuiet } from '#shared/checks/rhythm.ts';
import type { ListedCheck, MadeTicket } from '#shared/checks/operations.ts';
import { severityOf } from '#shared/checks/severity.ts';
import { inMaintenance, runsHere, stateOf } from '#shared/checks/states.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Language } from '#shared/settings/operations.ts';
import type { Desk } from '../desk.ts';
import type { FeatureHandlers } from '../dispatch.ts';
import type { Begin } from '../first-list.ts';
import { actorOf } from '../session.ts';
import { sayingTarget, tell } from '../ticket-door.ts';
import type { TicketPort } from '../ticket-port.ts';
import type { Unit } from '../unit.ts';
import { askGateways } from './ask-gateways.ts';
import { changeHandlers, type ChangeOperation } from './change-handlers.ts';
import { CheckBook, putStanding, standingIn } from './check-book.ts';
import { CutOff } from './cut-off.ts';
import { listed, namesOf } from './listing.ts';
import { noteRun, openTicketOf } from './note-run.ts';
import { Patrol } from './patrol.ts';
import { runDiagnostic, surroundings, type Surroundings } from './run-diagnostic.ts';
import { rootHandlers, type RootOperation } from './root-handlers.ts';
import { RootStore, rootsOfThisSystem, type RootPlaces, type Roots } from './roots.ts';
import { Runs } from './runs.ts';
import { stageTicket } from './stage-ticket.ts';

type CheckOperation =
  | ChangeOperation
  | RootOperation
  | 'checks.list'
  | 'checks.get'
  | 'checks.failing'
  | 'checks.run'
  | 'checks.cancel'
  | 'checks.attach'
  | 'checks.runNow'
  | 'checks.makeTicket'
  | 'checks.reportRun';

export interface CheckDeps {
  readonly tickets: Pick<TicketPort, 'change' | 'rowOf' | 'matrix'>;
  /** Ties a ticket to the asset that it is about. */
  readonly tieAsset: (unit: Unit, ticketId: string, assetId: string) => Result<null>;
  readonly notify: (notice: Notice) => void;
  readonly log: (line: string) => void;
  /** IANA name of where the desk is. */
  readonly zone: string;
  readonly begin?: Begin;
  readonly places?: Surroundings;
  readonly roots?: RootPlaces;
}

export interface Checks {
  readonly handlers: FeatureHandlers<CheckOperation>;
  readonly patrol: Patrol;
  /**
   * Looks once, for whoever composes this: asks by the same rules as a person's run, changes nothing anywhere, ends in a quarter of a minute and
   * notes nothing. Rejects only on a bug; null where `cancel` stopped it.
   */
  readonly runDiagnostic: (diagnostic: Diagnostic, cancel: AbortSignal) => Promise<Finding | null>;
}

/** What a check of the desk may take: it is in nobody's way. */
const CHECK_TIMEOUT_MS = 15_000;

/** What asking the gateways may take, their system included. */
const GATEWAYS_MS = 4_000;

const wallClock = (zone: string, now: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    now,
  );

export const openChecks = (desk: Desk, deps: CheckDeps): Checks => {
  const { tickets, notify, zone } = deps;
  const { ambient } = desk;
  const places = deps.places ?? surroundings();
  const book = new CheckBook(desk);
  const store = new RootStore(deps.roots ?? rootsOfThisSystem(), () => book.roots.map(({ pem }) => pem));
  const roots = (): Promise<Roots> => store.roots();
  const runs = new Runs(notify, () => ambient.mono());
  const now = (): number => ambient.now().getTime();
  const runOnce = (
    diagnostic: Diagnostic,
    cancel: AbortSignal,
    limits: Limits | null = null,
  ): Promise<Finding | null> =>
    runDiagnostic(diagnostic, {
      ambient,
      places,
      limits,
      timeoutMs: CHECK_TIMEOUT_MS,
      proxy: book.proxy,
      roots,
      cancel,
    });
  /** Whether what fails now is told later, if at all: somebody may run a check by hand while it rests. */
  const isSilent = (check: Check): boolean =>
    isQuiet(check.quiet, wallClock(zone, ambient.now())) ||
    inMaintenance(check, now()) ||
    !runsHere(check, book.standing(check.id));
  const stopped = new AbortController();
  const cutOff = new CutOff({
    gateways: () => askGateways(places.system, AbortSignal.any([stopped.signal, AbortSignal.timeout(GATEWAYS_MS)])),
    isNear: places.isNear,
    mono: () => ambient.mono(),
  });
  const patrol = new Patrol(book, {
    now,
    mostMs: CHECK_TIMEOUT_MS,
    mayNote: () => desk.writeRefusal() === undefined,
    run: async ({ id, title, diagnostic, limits }, cancel) => {
      const found = await runOnce(diagnostic, cancel, limits);
      if (!found) return null;
      const { finding, isFirst } = await cutOff.judge(found);
      const { silence } = cutOff;
      if (isFirst && silence) notify({ name: 'checks.news', checkId: id, title, news: silence.why });
      return finding;
    },
    note: (check, finding) =>
      noteRun(desk, check, finding, {
        now: now(),
        today: dateIn(zone, ambient.now()),
        isQuiet: isSilent(check),
        chance: (ambient.randomBytes(1)[0] ?? 0) / 256,
      }),
    told: ({ id, title }, news) => notify({ name: 'checks.news', checkId: id, title, news }),
    log: deps.log,
  });
  patrol.start(deps.begin ?? setImmediate);
  desk.onClosing(() => {
    patrol.stop();
    stopped.abort();
    runs.cancelAll();
  });

  const show = (checkId: string): Result<ListedCheck> => {
    const check = book.check(checkId);
    return check
      ? succeed(listed(desk, book, check, now(), patrol.isRunning(checkId), tickets.rowOf))
      : notFound('check', checkId);
  };

  const eventOf = (act: CheckEvent['act'], check: Check | null, finding: Finding): CheckEvent => ({
    kind: 'check',
    act,
    check: check && { id: check.id, title: check.title },
    finding,
  });

  const doors = { matrix: tickets.matrix, tieAsset: deps.tieAsset };

  const ofCheck = (unit: Unit, check: Check, finding: Finding, language: Language): Result<MadeTicket> => {
    // A timeline never says that something fails which did not.
    const isWrong = finding.outcome === 'failed' || finding.outcome === 'warning';
    const event = eventOf(isWrong ? 'failing' : 'result', check, finding);
    const { title, subject } = check;
    const made = stageTicket(unit, desk, doors, { ...check.ticket, title, subject, event, language });
    if (made.ok) putStanding(unit, { ...standingIn(unit, check.id), ticketId: made.value.ticketId });
    return made;
  };

  const handlers: FeatureHandlers<CheckOperation> = {
    ...changeHandlers(desk, { book, show, look: () => patrol.look() }),
    ...rootHandlers(desk, book, store),

    'checks.list': () =>
      succeed({
        checks: book
          .checks()
          .map((check) => listed(desk, book, check, now(), patrol.isRunning(check.id), tickets.rowOf)),
        hasNetwork: places.hasNetwork(),
        silence: cutOff.silence,
        proxy: book.proxy,
        names: namesOf(
          desk,
          book.checks().map(({ subject }) => subject),
        ),
      }),

    'checks.get': ({ checkId }) => {
      const shown = show(checkId);
      if (!shown.ok) return shown;
      const { check } = shown.value;
      return succeed({
        listed: shown.value,
        standing: book.standing(checkId) ?? null,
        names: namesOf(desk, [check.subject]),
      });
    },

    'checks.failing': () =>
      succeed(book.checks().filter((check) => stateOf(check, book.standing(check.id), now()) === 'failing').length),

    'checks.run': async ({ jobId, diagnostic, limits, timeoutSeconds }, { session }) => {
      const refused = desk.writeRefusal();
      if (refused) return refused;
      const ran = await runs.run(session.id, jobId, (cancel, tell) =>
        runDiagnostic(diagnostic, {
          ambient,
          places,
          limits,
          timeoutMs: timeoutSeconds * 1_000,
          proxy: book.proxy,
          roots,
          cancel,
          tell,
        }),
      );
      const outcome = ran.ok ? ran.value.outcome : ran.failure.code;
      const noted = await desk.commit(actorOf(session), (unit) => {
        unit.audit({ action: 'check.run', object: null, after: { kind: diagnostic.kind, outcome } });
        return succeed(null);
      });
      return noted.ok ? ran : noted;
    },

    'checks.cancel': ({ jobId }, { session }) => {
      runs.cancel(session.id, jobId);
      return succeed(null);
    },

    'checks.attach': async ({ jobId, ticketId }, context) => {
      const finding = runs.found(context.session.id, jobId);
      if (!finding.ok) return finding;
      return tickets.change(ticketId, context, (ticket, unit) => {
        const target = sayingTarget(ticket, unit);
        tell(unit, target, [eventOf('result', null, finding.value)], 'ticket.check');
        return succeed(ticketId);
      });
    },

    'checks.runNow': async ({ checkId }, { session }) => {
      const check = book.check(checkId);
      if (!check) return notFound('check', checkId);
      const refused = desk.writeRefusal();
      if (refused) return refused;
      await patrol.runNow(check);
      const noted = await desk.commit(actorOf(session), (unit) => {
        const outcome = standingIn(unit, checkId).last?.outcome ?? null;
        const object = { type: 'check', id: checkId, number: null };
        unit.audit({ action: 'check.run', object, after: { kind: check.diagnostic.kind, outcome } });
        return succeed(null);
      });
      return noted.ok ? show(checkId) : noted;
    },

    'checks.makeTicket': ({ checkId, language }, { session }) =>
      desk.commit(actorOf(session), (unit): Result<MadeTicket> => {
        const check = unit.get<Check>('check', checkId);
        if (!check) return notFound('check', checkId);
        const { ticketId, last } = standingIn(unit, checkId);
        const open = openTicketOf(unit, ticketId);
        if (open) return succeed({ ticketId: open.id, number: open.number, isNew: false });
        if (!last) return refuse('check.result-gone', 'this check has not run yet');
        return ofCheck(unit, check, last, language);
      }),

    'checks.reportRun': async ({ jobId, title, category, subject, language }, { session }) => {
      const finding = runs.found(session.id, jobId);
      if (!finding.ok) return finding;
      const made = await desk.commit(actorOf(session), (unit): Result<MadeTicket> => {
        const open = openTicketOf(unit, runs.ticketOf(session.id, jobId));
        if (open) return succeed({ ticketId: open.id, number: open.number, isNew: false });
        const event = eventOf('result', null, finding.value);
        return stageTicket(unit, desk, doors, {
          ...severityOf(finding.value.outcome),
          title,
          category,
          subject,
          event,
          language,
        });
      });
      if (made.ok) runs.keepTicket(session.id, jobId, made.value.ticketId);
      return made;
    },
  };
  return { handlers, patrol, runDiagnostic: runOnce };
};
