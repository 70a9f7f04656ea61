import { parseDate } from '#shared/calendar/dates.ts';
import type { Rota, RotaContent, RotaException } from '#shared/directory/rota.ts';
import type { NamedPerson } from './people-field.tsx';
import { lacksName } from './person-form.ts';

export interface ExceptionForm {
  readonly kind: RotaException['kind'];
  readonly person: NamedPerson | null;
  /** What stands in the field until somebody is chosen. */
  readonly typed: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface RotaForm extends Omit<RotaContent, 'memberIds' | 'exceptions'> {
  readonly members: readonly NamedPerson[];
  readonly exceptions: readonly ExceptionForm[];
}

/** Names are filled in as soon as they are known. */
const unnamed = (id: string): NamedPerson => ({ id, name: '…' });

export const formOfRota = (rota: Rota | null): RotaForm => ({
  name: rota?.name ?? '',
  groupId: rota?.groupId ?? null,
  zone: rota?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  rhythm: rota?.rhythm ?? 'weekly',
  handOverTime: rota?.handOverTime ?? '09:00',
  startsOn: rota?.startsOn ?? '',
  members: (rota?.memberIds ?? []).map(unnamed),
  exceptions: (rota?.exceptions ?? []).map(({ kind, personId, from, to }) => ({
    kind,
    person: unnamed(personId),
    typed: '',
    from,
    to,
  })),
  active: rota?.active ?? true,
});

export const isWrongDate = ({ startsOn }: RotaForm): boolean => parseDate(startsOn) === undefined;
export const isWrongTime = ({ handOverTime }: RotaForm): boolean => !/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(handOverTime);
export const isWrongException = ({ person, from, to }: ExceptionForm): boolean =>
  person === null || from === undefined || to === undefined || from >= to;

export const faultsInRota = (form: RotaForm): number =>
  [lacksName(form), isWrongDate(form), isWrongTime(form), form.members.length === 0].filter(Boolean).length +
  form.exceptions.filter(isWrongException).length;
