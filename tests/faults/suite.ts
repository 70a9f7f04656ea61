/** The bundled process behind `run.mjs`: `list` prints the scenarios, `run` does one share of one and prints its report as a JSON line. */
import { pathToFileURL } from 'node:url';
import { scenarios } from './scenarios.ts';
import { Tally } from './scenario.ts';
import type { Report } from './scenario.ts';

// So that scratch folders and mounts go however the run ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const tellReport = (report: Report): void => {
  process.stdout.write(`${JSON.stringify(report)}\n`);
};

const runShare = async (argument: string): Promise<void> => {
  const { name, index, kills, seed } = JSON.parse(argument) as {
    name: string;
    index: number;
    kills: number;
    seed: number;
  };
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  const tally = new Tally();
  // A rejection nobody awaits would otherwise end the process before it could say which case it was.
  process.on('unhandledRejection', (error) => tally.fail(`a rejection nobody handles: ${String(error)}`));
  try {
    await scenario.run({ index, of: scenario.shares, kills, seed }, tally);
  } catch (error) {
    tally.fail(`the scenario itself broke: ${error instanceof Error ? error.stack : String(error)}`);
  }
  tellReport(tally.report());
};

const [mode, argument] = process.argv.slice(2);
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (mode === 'list') {
    process.stdout.write(`${JSON.stringify(scenarios.map(({ name, title, shares }) => ({ name, title, shares })))}\n`);
  } else if (argument !== undefined) {
    await runShare(argument);
    process.exit(0);
  }
}
