import type * as z from 'zod';
import { isWellFormed } from '../base/well-formed.ts';
import type { Permission } from '../accounts/roles.ts';

/** `anyone` runs before sign-in; `signed-in` needs a session but no permission of its own. */
export type Admission = Permission | 'anyone' | 'signed-in';

/** One thing the renderer can ask of the core, declared once. `query` reads; `command` may change data. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output = unknown, Needs extends Admission = Admission> {
  readonly kind: 'query' | 'command';
  readonly permission: Needs;
  readonly input: Input;
  /** Never present at run time: carries the output type. */
  readonly output?: Output;
}

/** What every operation asks of its input beside its own schema. */
const checked = <Input extends z.ZodType>(input: Input): Input =>
  input.refine(isWellFormed, { message: 'not well-formed Unicode' });

interface Declared<Input extends z.ZodType, Needs extends Admission> {
  returns<Output>(): Operation<Input, Output, Needs>;
}

const declare =
  (kind: Operation['kind']) =>
  <Input extends z.ZodType, Needs extends Admission>(permission: Needs, input: Input): Declared<Input, Needs> => ({
    returns: () => ({ kind, permission, input: checked(input) }),
  });

export const query = declare('query');
export const command = declare('command');
