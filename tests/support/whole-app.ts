import { doRuleTask } from '#core/alerts/rule-tasks.ts';
import { createApp, type App, type AppOptions, type Connection } from '#core/app.ts';
import { doTask } from '#core/knowledge/exchange/tasks.ts';
import { parseMail } from '#core/mail/parse-mail.ts';
import type { Result } from '#shared/base/result.ts';
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts';
import { loopbackPlatform } from '../../electron/loopback/platform.ts';
import { testAmbient } from './desk-folder.ts';
import { logRoom } from './log-room.ts';

/** The application itself on a profile, all of it in this thread. What it would log is an error. */
export const wholeApp = (profileFolder: string, more: Partial<AppOptions> = {}): Promise<App> =>
  createApp({
    platform: loopbackPlatform,
    profileFolder,
    ambient: testAmbient(),
    appVersion: '0.0.0',
    storeWorker: null,
    mailWorker: parseMail,
    articleWorker: doTask,
    logWorker: logRoom,
    alertWorker: doRuleTask,
    samplePassphrase: null,
    log: (line) => {
      throw new Error(line);
    },
    ...more,
  });

export type Ask = <Name extends OperationName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;

/** Asks over one connection; a refusal is an error. */
export const askOver =
  (connection: Connection): Ask =>
  async (name, input) => {
    const reply = (await connection.request(name, input)) as Result<OutputOf<typeof name>>;
    if (!reply.ok) throw new Error(`${name}: ${reply.failure.code} ${reply.failure.message}`);
    return reply.value;
  };
