/** Two processes, one store: exactly one writes, whoever comes first, stopped or killed at whatever moment. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createStore, openStore } from '#core/storage/index.ts';
import { checkAfterCrash, release } from './check-store.ts';
import { hostOf } from './host.ts';
import { Model, usualScale } from './model.ts';
import { scratchFolder } from './scenario.ts';
import type { Scenario } from './scenario.ts';

const RACES = 50;

/** What a rival may be told, one word a line, and what it answers. */
class Rival {
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  constructor(folder: string) {
    const script = fileURLToPath(new URL('rival.mjs', import.meta.url));
    this.child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.child;
    if (!stdout) throw new Error('the rival has no output');
    this.answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  tell(word: 'open' | 'commit' | 'close'): void {
    this.child.stdin?.write(`${word}\n`);
  }

  async hear(): Promise<string> {
    const answer = await this.answers.next();
    return answer.done ? 'gone' : answer.value;
  }

  async ask(word: 'open' | 'commit' | 'close'): Promise<string> {
    this.tell(word);
    return this.hear();
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('close', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }
}

const ready = async (folder: string): Promise<Rival> => {
  const rival = new Rival(folder);
  const word = await rival.hear();
  if (word !== 'ready') throw new Error(`a rival began with ${word}`);
  return rival;
};

const emptyStore = async (): Promise<string> => {
  const folder = path.join(scratchFolder('disk'), 'store');
  await (await createStore(hostOf(folder))).close();
  return folder;
};

export const openingRaces: Scenario = {
  name: 'race',
  title: 'two processes open at once',
  shares: 1,
  run: async (_share, tally) => {
    const folder = await emptyStore();
    const model = new Model(usualScale);
    for (let race = 0; race < RACES; race++) {
      const rivals = await Promise.all([ready(folder), ready(folder)]);
      for (const rival of rivals) rival.tell('open');
      const states = await Promise.all(rivals.map((rival) => rival.hear()));
      const problems: string[] = [];
      const winner = rivals[states.indexOf('open')];
      if (states.toSorted().join() !== 'in-use,open') problems.push(`they found it ${states.join(' and ')}`);
      if (winner && (await winner.ask('commit')) !== 'acknowledged') problems.push('the winner could not commit');
      // Half of the winners leave properly; the others are killed and must leave the door open all the same.
      if (winner && race % 2 === 0) await winner.ask('close');
      await Promise.all(rivals.map((rival) => rival.end()));
      const checked = await checkAfterCrash(hostOf(folder), model, race + 1);
      tally.check(`race ${race}`, [...problems, ...checked.problems]);
    }
  },
};

export const stoppedOwner: Scenario = {
  name: 'stopped-owner',
  title: 'an owner that is stopped, wakes up, or is killed while stopped',
  shares: 1,
  run: async (_share, tally) => {
    const folder = await emptyStore();
    const model = new Model(usualScale);
    const owner = await ready(folder);
    const problems: string[] = [];
    if ((await owner.ask('open')) !== 'open') problems.push('the owner did not open');
    if ((await owner.ask('commit')) !== 'acknowledged') problems.push('the owner could not commit');
    owner.signal('SIGSTOP');
    const second = await ready(folder);
    const found = await second.ask('open');
    tally.add(`second instance while the owner is stopped: ${found}`);
    if (found !== 'in-use' && found !== 'open') problems.push(`the second instance found it ${found}`);
    const secondCommits = found === 'open' ? await second.ask('commit') : 'refused';
    owner.signal('SIGCONT');
    const late = await owner.ask('commit');
    tally.add(`the owner, awake again: ${late}`);
    if (found === 'in-use' && late !== 'acknowledged') problems.push(`the only owner could not go on: ${late}`);
    if (found === 'open' && late === 'acknowledged') problems.push('two writers were acknowledged');
    tally.check('stopped and woken', problems);

    owner.signal('SIGSTOP');
    await second.end();
    await owner.end();
    const acknowledged = (secondCommits === 'acknowledged' ? 1 : 0) + (late === 'acknowledged' ? 1 : 0) + 1;
    const checked = await checkAfterCrash(hostOf(folder), model, acknowledged);
    tally.check('killed while stopped, opened at once', checked.problems);

    const first = await openStore(hostOf(folder));
    const again = await openStore(hostOf(folder));
    tally.check('twice in one process', again.state === 'in-use' ? [] : [`the second found it ${again.state}`]);
    await release(again);
    await release(first);
    const after = await checkAfterCrash(hostOf(folder), model, acknowledged);
    tally.check('after both', after.problems);
  },
};
