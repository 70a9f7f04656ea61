/** The tools that every desk starts with, from `resources/tools`: not approved anywhere until somebody has looked at them. */
import { parse } from 'yaml';
import * as z from 'zod';
import { definitionProblems } from '#shared/tools/check.ts';
import { toolDefinition } from '#shared/tools/schema.ts';
import { parseTemplate } from '#shared/tools/template-text.ts';
import type { ToolDefinition } from '#shared/tools/tool.ts';
import ansibleCheck from '../../../resources/tools/ansible-check.yaml' with { type: 'text' };
import ansibleRun from '../../../resources/tools/ansible-run.yaml' with { type: 'text' };
import chefNode from '../../../resources/tools/chef-node.yaml' with { type: 'text' };
import chefWhyRun from '../../../resources/tools/chef-why-run.yaml' with { type: 'text' };
import lynis from '../../../resources/tools/lynis.yaml' with { type: 'text' };
import nmap from '../../../resources/tools/nmap.yaml' with { type: 'text' };
import ping from '../../../resources/tools/ping.yaml' with { type: 'text' };
import rdp from '../../../resources/tools/rdp.yaml' with { type: 'text' };
import rdpWindowsApp from '../../../resources/tools/rdp-windows-app.yaml' with { type: 'text' };
import rustdesk from '../../../resources/tools/rustdesk.yaml' with { type: 'text' };
import ssh from '../../../resources/tools/ssh.yaml' with { type: 'text' };
import sshSession from '../../../resources/tools/ssh-session.yaml' with { type: 'text' };
import traceroute from '../../../resources/tools/traceroute.yaml' with { type: 'text' };
import vnc from '../../../resources/tools/vnc.yaml' with { type: 'text' };
import { shippedUlid } from '../shipped-ulid.ts';

const texts = [
  ping,
  traceroute,
  ssh,
  sshSession,
  rdp,
  rdpWindowsApp,
  vnc,
  rustdesk,
  ansibleCheck,
  ansibleRun,
  chefWhyRun,
  chefNode,
  lynis,
  nmap,
] as const;

/** A file as it is written: what a kind of parameter does not use may be left out, arguments are lines. */
const written = z
  .object({
    key: z.string().regex(/^[a-z][a-z-]*$/),
    parameters: z.array(z.looseObject({})).default([]),
    files: z.array(z.object({ name: z.string() }).loose()).default([]),
    variants: z.array(z.object({ argv: z.string() }).loose()),
    guide: z.object({ en: z.string(), 'zh-CN': z.string() }),
  })
  .loose();

const unused = { choices: [], least: 0, most: 0, allowed: '', longest: 500 };

export interface ShippedTool {
  /** The same on every laptop. */
  readonly id: string;
  readonly definition: ToolDefinition;
}

/** Throws where a file does not hold what it should: then the product was put together wrong. */
export const readShipped = (text: string): ShippedTool => {
  const { key, parameters, files, variants, guide, ...rest } = written.parse(parse(text));
  const names = new Set(files.map(({ name }) => name));
  const definition = toolDefinition.parse({
    ...rest,
    parameters: parameters.map((parameter) => ({ ...unused, ...parameter })),
    files,
    variants: variants.map((variant) => ({ ...variant, argv: parseTemplate(variant.argv, names) })),
    guide: { articleId: null, text: guide },
  });
  const [problem] = definitionProblems(definition);
  if (problem) throw new Error(`the shipped tool ${key} is wrong: ${problem.code} ${problem.about}`);
  return { id: `tool:${shippedUlid(`tool ${key}`)}`, definition };
};

let read: readonly ShippedTool[] | undefined;

/** In the order they are offered. */
export const shippedTools = (): readonly ShippedTool[] => (read ??= texts.map(readShipped));
