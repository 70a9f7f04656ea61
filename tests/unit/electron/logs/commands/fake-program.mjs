/**
 * Stands for a command of the system: prints numbered entries behind the one it is told, as its plan says.
 * Called with the plan as JSON and the number behind which it begins.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const plan = JSON.parse(process.argv[2] ?? '{}');
const after = Number(process.argv[3] ?? 0);
if (plan.calls)
  appendFileSync(plan.calls, `${JSON.stringify({ pid: process.pid, after, environment: process.env })}\n`);
if (plan.errors) process.stderr.write(plan.errors);

const last = plan.lastFile && existsSync(plan.lastFile) ? Number(readFileSync(plan.lastFile, 'utf8')) : plan.last;
let next = after + 1;

/** Waits while the pipe is full, as any program does. */
const print = (text) => new Promise((resolve) => process.stdout.write(text, resolve));

while (next <= last && next <= after + (plan.most ?? Number.POSITIVE_INFINITY)) {
  let text = '';
  for (let count = 0; count < 100 && next <= last && next <= after + (plan.most ?? Infinity); count++, next++)
    text += `${JSON.stringify({ MESSAGE: `entry ${next} ${'x'.repeat(plan.width ?? 0)}`, SYSLOG_IDENTIFIER: 'fake', PRIORITY: '6', __CURSOR: String(next) })}\n`;
  await print(text);
}
if (plan.half) await print('{"MESSAGE":"half an en');
if (plan.signal) process.kill(process.pid, plan.signal);
if (plan.stays) {
  if (plan.isStubborn) process.on('SIGTERM', () => undefined);
  setInterval(() => undefined, 1000);
} else process.exitCode = plan.code ?? 0;
