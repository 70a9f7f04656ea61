import { useEffect, useState, type FormEvent } from 'react';
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useClient } from '#renderer/api/session.tsx';
import { announce } from '#renderer/ui/announce.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { KeyHint } from '#renderer/ui/key-hint.tsx';
import { PickList } from '#renderer/ui/pick-list.tsx';
import { SearchSelect } from '#renderer/ui/search-select.tsx';
import { useCommands } from '#renderer/ui/use-commands.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PersonRef } from '#shared/base/record.ts';
import type { Failure } from '#shared/base/result.ts';
import { MAX_GROUP_NAME } from '#shared/groups/group.ts';
import type { GroupView } from '#shared/groups/operations.ts';
import classes from './groups.module.css';

/** Marks somebody who is only a name on this desk. */
const BY_NAME = 'name:';

const keyOf = ({ id, name }: PersonRef): string => id ?? BY_NAME + name;

interface GroupPanelProps {
  /** Undefined: a new one. */
  readonly group: GroupView | undefined;
  /** What a new one is called to begin with: a name that tickets carry. */
  readonly suggested: string;
  readonly onSaved: (group: GroupView) => void;
  readonly onClose: () => void;
}

export const GroupPanel = ({ group, suggested, onSaved, onClose }: GroupPanelProps) => {
  const { t } = useTranslation('groups');
  const client = useClient();
  const format = useFormat();
  const mayManage = useAllowed('groups.manage');
  const [name, setName] = useState(group?.name ?? suggested);
  const [members, setMembers] = useState<readonly PersonRef[]>(group?.members ?? []);
  const [lead, setLead] = useState<PersonRef | null>(group?.lead ?? null);
  const [active, setActive] = useState(group?.active ?? true);
  const [colleagues, setColleagues] = useState<readonly PersonRef[]>([]);
  const [hasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let isWanted = true;
    void client.call('accounts.colleagues', {}).then((found) => {
      if (isWanted && found.ok) setColleagues(found.value.map(({ id, displayName }) => ({ id, name: displayName })));
    });
    return () => {
      isWanted = false;
    };
  }, [client]);

  const known = [...colleagues, ...members.filter((member) => !colleagues.some(({ id }) => id === member.id))];
  const toggle = (key: string) => {
    if (members.some((member) => keyOf(member) === key)) {
      setMembers(members.filter((member) => keyOf(member) !== key));
      return;
    }
    const person = known.find((each) => keyOf(each) === key) ?? { id: null, name: key.slice(BY_NAME.length) };
    setMembers([...members, person]);
  };
  const save = async () => {
    setTried(true);
    if (name.trim() === '' || isPending) return;
    setPending(true);
    setFailure(undefined);
    const reply = await client.call('groups.save', {
      id: group?.id ?? null,
      version: group?.version ?? null,
      name,
      members: [...members],
      lead,
      active,
    });
    setPending(false);
    if (!reply.ok) {
      setFailure(reply.failure);
      return;
    }
    announce({ tone: 'done', text: t('saved', { name: reply.value.name }) });
    onSaved(reply.value);
  };
  useCommands('group-panel', [
    { id: 'groups.close', label: t('close'), group: t('thisView'), key: 'Escape', keyOnly: true, run: onClose },
    ...(mayManage
      ? [{ id: 'groups.save', label: t('save'), group: t('thisView'), key: 'mod+Enter', run: () => void save() }]
      : []),
  ]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  const head = (
    <header className={classes['panelHead']}>
      <h2>{group?.name ?? t('newTitle')}</h2>
      <ActionIcon aria-label={t('close')} onClick={onClose}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </header>
  );
  const former = group && group.formerNames.length > 0 && (
    <p className="muted">{t('formerly', { names: format.list([...group.formerNames]) })}</p>
  );
  if (!mayManage)
    return (
      <div className={classes['panel']}>
        {head}
        <p className="muted">{t('readOnly')}</p>
        <ul className={classes['members']}>
          {members.map((member) => (
            <li key={keyOf(member)}>
              <Avatar name={member.name} />
              {member.name}
              {lead && keyOf(lead) === keyOf(member) && <span className="muted">{t('isLead')}</span>}
            </li>
          ))}
        </ul>
        {members.length === 0 && <p>{t('noMembers')}</p>}
        {former}
      </div>
    );
  return (
    <form className={classes['panel']} onSubmit={submit} noValidate>
      {head}
      {failure && <FailureBanner failure={failure} />}
      <Field label={t('name')} error={hasTried && name.trim() === '' ? t('nameNeeded') : undefined}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={MAX_GROUP_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      {former}
      <div>
        <p className={classes['label']}>{t('members')}</p>
        <div className={classes['picker']}>
          <PickList
            label={t('findMember')}
            options={known.map((person) => ({
              value: keyOf(person),
              label: person.name,
              before: <Avatar name={person.name} />,
              hint: lead && keyOf(lead) === keyOf(person) ? t('isLead') : undefined,
            }))}
            chosen={new Set(members.map(keyOf))}
            emptyText={t('noMatch')}
            offer={(typed) => ({ value: BY_NAME + typed, label: t('notHere', { name: typed }) })}
            onPick={toggle}
          />
        </div>
      </div>
      <Field label={t('makeLead')}>
        {(control) => (
          <SearchSelect
            control={control}
            label={t('lead')}
            placeholder={t('noLead')}
            options={[
              { value: '', label: t('noLead') },
              ...known.map((person) => ({ value: keyOf(person), label: person.name })),
            ]}
            value={lead === null ? '' : keyOf(lead)}
            onChange={(key) => setLead(known.find((person) => keyOf(person) === key) ?? null)}
          />
        )}
      </Field>
      {group && (
        <Checkbox
          size="xs"
          label={t('active')}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
      <div className={classes['actions']}>
        <Button variant="filled" type="submit" loading={isPending} rightSection={<KeyHint keys="mod+Enter" />}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
};
