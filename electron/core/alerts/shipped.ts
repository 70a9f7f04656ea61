/** The rules that every desk starts with, from `resources/log-rules`. */
import * as z from 'zod';
import { ruleCode, ruleContent, type LogRule } from '#shared/alerts/rule.ts';
import access from '../../../resources/log-rules/access.json' with { type: 'json' };
import devices from '../../../resources/log-rules/devices.json' with { type: 'json' };
import disk from '../../../resources/log-rules/disk.json' with { type: 'json' };
import network from '../../../resources/log-rules/network.json' with { type: 'json' };
import services from '../../../resources/log-rules/services.json' with { type: 'json' };
import system from '../../../resources/log-rules/system.json' with { type: 'json' };

const file = z.array(z.looseObject({ code: ruleCode }));

let read: readonly LogRule[] | undefined;

/** Throws if a file under `resources/log-rules` does not hold what it should. */
export const shippedRules = (): readonly LogRule[] =>
  (read ??= [disk, system, services, access, network, devices].flatMap((rules) =>
    file.parse(rules).map(({ code, ...content }) => ({ code, ...ruleContent.parse(content) })),
  ));
