import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import type { DiagnosticOf } from '#shared/checks/diagnostic.ts';
import { splitPort } from '#shared/checks/host-text.ts';
import { gradeOf } from '#shared/checks/limits.ts';
import { fact, facts, found, measure, type Found, type Probe } from '../probe.ts';
import { resolveHost } from '../reach.ts';
import { askForTime, readAnswer, type TimeAnswer } from '../sntp.ts';

/** Servers further apart than that do not both know the time. */
const APART_MS = 1_000;

/** The answer of one address; undefined where there was none in time. Packets of others and answers to other questions are not taken. */
const askAddress = (address: string, port: number, withinMs: number, probe: Probe): Promise<TimeAnswer | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket(isIP(address) === 6 ? 'udp6' : 'udp4');
    const nonce = randomBytes(8);
    let sentAt = 0;
    let sentMono = 0;
    const end = (answer: TimeAnswer | undefined): void => {
      clearTimeout(timer);
      probe.signal.removeEventListener('abort', stop);
      socket.close();
      resolve(answer);
    };
    const stop = (): void => end(undefined);
    const timer = setTimeout(stop, withinMs);
    // A connected socket takes packets of that address and port only, and hears of a port that nobody listens on.
    socket.once('error', stop);
    socket.on('message', (packet) => {
      const answer = readAnswer(packet, nonce, sentAt, sentAt + probe.mono() - sentMono);
      if (answer.kind !== 'other') end(answer);
    });
    // Listened for, not called back: a call back comes with errors too, and what it throws is nobody's.
    socket.once('connect', () => {
      sentAt = probe.now();
      sentMono = probe.mono();
      socket.send(askForTime(nonce), (error) => {
        if (error) stop();
      });
    });
    socket.connect(port, address);
    if (probe.signal.aborted) stop();
    else probe.signal.addEventListener('abort', stop, { once: true });
  });

/** A server with addresses of both families may be reached by one of them only; more of it than that is not bothered. */
const onePerFamily = (addresses: readonly string[]): readonly string[] =>
  [4, 6]
    .flatMap((family) => addresses.find((each) => isIP(each) === family) ?? [])
    .toSorted((left, right) => addresses.indexOf(left) - addresses.indexOf(right));

const askServer = async (text: string, probe: Probe): Promise<TimeAnswer | undefined> => {
  const given = splitPort(text, 123);
  if (!given) return undefined;
  const resolved = await resolveHost(given.host, probe);
  if (!resolved.ok) return undefined;
  const tried = onePerFamily(resolved.addresses);
  const withinMs = Math.floor((probe.timeoutMs * 0.8) / tried.length);
  for (const address of tried) {
    const answer = probe.signal.aborted ? undefined : await askAddress(address, given.port, withinMs, probe);
    if (answer !== undefined) return answer;
  }
  return undefined;
};

const middle = (sorted: readonly number[]): number => {
  const at = Math.floor(sorted.length / 2);
  const upper = sorted[at] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[at - 1] ?? 0) + upper) / 2;
};

const two = (count: number): string => String(count).padStart(2, '0');

/** Milliseconds where they matter, `h:mm:ss` above. */
const apart = (ms: number): string => {
  if (ms < 10_000) return `${ms.toFixed(1)} ms`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
};

const said = (server: string, answer: TimeAnswer | undefined): string => {
  if (answer === undefined || answer.kind === 'other') return `${server}: –`;
  if (answer.kind === 'kiss') return `${server}: ${answer.code}`;
  if (answer.kind === 'unsynchronised') return `${server}: stratum ${answer.stratum}`;
  return `${server}: ${answer.offsetMs >= 0 ? '+' : '−'}${apart(Math.abs(answer.offsetMs))}, stratum ${answer.stratum}`;
};

/** How far the clock of this laptop is off, by the middle of what several servers say; ahead is positive for the servers. */
export const lookAtTime = async ({ servers }: DiagnosticOf<'time'>, probe: Probe): Promise<Found> => {
  probe.tell('asking', servers.join(', '));
  const answers = await Promise.all(servers.map((server) => askServer(server, { ...probe, tell: () => undefined })));
  const told = servers.map((server, at) => fact('timeServer', said(server, answers[at])));
  const times = answers.flatMap((answer) => (answer?.kind === 'time' ? [answer] : []));
  if (times.length === 0) {
    const kiss = answers.find((answer) => answer?.kind === 'kiss');
    if (kiss?.kind === 'kiss') return found('unknown', 'timeKiss', [...told, ...facts(['kiss', kiss.code])]);
    const isLost = answers.some((answer) => answer?.kind === 'unsynchronised');
    return isLost ? found('unknown', 'timeUnsynchronised', told) : found('failed', 'timeNoAnswer', told);
  }
  const offsets = times.map(({ offsetMs }) => offsetMs).toSorted((left, right) => left - right);
  const offset = middle(offsets);
  const measures = [
    measure('offset', offset),
    measure('roundTrip', Math.min(...times.map(({ roundTripMs }) => roundTripMs))),
  ];
  const agreeing = offsets.filter((each) => Math.abs(each - offset) <= APART_MS).length;
  // The middle between servers that contradict each other is nobody's time: it tells nothing of this laptop's clock.
  if (agreeing * 2 <= offsets.length) return found('warning', 'timeDisagree', told, measures.slice(1));
  const grade = gradeOf('time', offset, probe.limits);
  if (grade !== 'ok') return found(grade, offset > 0 ? 'timeBehind' : 'timeAhead', told, measures);
  return agreeing < offsets.length
    ? found('warning', 'timeDisagree', told, measures)
    : found('ok', 'timeFine', told, measures);
};
