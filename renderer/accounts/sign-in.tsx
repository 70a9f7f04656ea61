import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconKeyOff, IconPlugConnectedX } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '#renderer/api/client.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { FailureBanner } from '#renderer/ui/failure-banner.tsx';
import { RiskGlyph } from '#renderer/ui/glyphs.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import type { AppStatus, SignInName } from '#shared/accounts/operations.ts';
import type { Failure } from '#shared/base/result.ts';
import styles from './accounts.module.css';
import { PassphraseField } from './passphrase-field.tsx';
import { clockText, useCountdown } from './use-countdown.ts';

/** Few ever need it. */
const Recover = lazy(async () => ({ default: (await import('./recover.tsx')).Recover }));

export type LockedStatus = Extract<AppStatus, { readonly state: 'locked' }>;

interface SignInProps {
  readonly client: Client;
  readonly status: LockedStatus;
  /** Whose name is offered; undefined asks. */
  readonly person: string | undefined;
  readonly onPerson: (userId: string) => void;
  readonly onStatus: (status: AppStatus) => void;
}

/** Lock screen: one person at a time, another one by a click; the recovery key as the way back in. */
export const SignIn = ({ client, status, person, onPerson, onStatus }: SignInProps) => {
  const { people } = status;
  const [chosenId, choose] = useState(people.length === 1 ? people[0]?.userId : person);
  const [isRecovering, setRecovering] = useState(false);
  const chosen = people.find(({ userId }) => userId === chosenId);
  const signedIn = (next: AppStatus) => {
    const session = 'session' in next ? next.session : null;
    if (session) onPerson(session.userId);
    onStatus(next);
  };
  // Without anybody to choose there is still the recovery key.
  if (isRecovering || people.length === 0) {
    const back = people.length === 0 ? undefined : () => setRecovering(false);
    return (
      <Suspense>
        <Recover client={client} person={chosen} onBack={back} onStatus={signedIn} />
      </Suspense>
    );
  }
  if (!chosen) return <People people={people} onChoose={choose} onRecover={() => setRecovering(true)} />;
  return (
    <Unlock
      key={chosen.userId}
      client={client}
      status={status}
      person={chosen}
      onStatus={signedIn}
      onAnother={people.length > 1 ? () => choose(undefined) : undefined}
      onRecover={() => setRecovering(true)}
    />
  );
};

const People = ({
  people,
  onChoose,
  onRecover,
}: {
  readonly people: readonly SignInName[];
  readonly onChoose: (userId: string) => void;
  readonly onRecover: () => void;
}) => {
  const { t } = useTranslation('accounts');
  return (
    <div className={styles.person}>
      <h1>{t('signIn.who')}</h1>
      <ul className={styles.people}>
        {people.map((each, index) => (
          <li key={each.userId}>
            <button type="button" autoFocus={index === 0} onClick={() => onChoose(each.userId)}>
              <Avatar name={each.displayName} size="md" />
              <span className="cut">{each.displayName}</span>
              <span className="muted small">{each.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.links}>
        <Button variant="subtle" size="xs" onClick={onRecover}>
          {t('signIn.recovery')}
        </Button>
      </div>
    </div>
  );
};

interface UnlockProps {
  readonly client: Client;
  readonly status: LockedStatus;
  readonly person: SignInName;
  readonly onStatus: (status: AppStatus) => void;
  readonly onAnother: (() => void) | undefined;
  readonly onRecover: () => void;
}

const Unlock = ({ client, status, person, onStatus, onAnother, onRecover }: UnlockProps) => {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const now = useNow();
  const offered = status.samplePassphrase ?? '';
  const [passphrase, setPassphrase] = useState(offered);
  const [isPending, setPending] = useState(false);
  const [isEmpty, setEmpty] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [capsLock, setCapsLock] = useState(false);
  const pause = useCountdown();
  const field = useRef<HTMLInputElement>(null);
  // What is filled in gives way to what is typed: nobody should have to see that it is there.
  useEffect(() => {
    if (failure !== undefined || offered !== '') field.current?.select();
  }, [failure, offered]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending || pause.leftMs > 0) return;
    setEmpty(passphrase === '');
    if (passphrase === '') return;
    setPending(true);
    const reply = await client.call('accounts.signIn', { userId: person.userId, passphrase });
    setPending(false);
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onStatus(reply.value);
    else {
      setPassphrase(offered);
      pause.start(reply.failure.details);
    }
  };

  const isWrong = failure?.code === 'auth.wrong-passphrase' || failure?.code === 'auth.too-many-attempts';
  const left = failure?.details?.['attemptsLeft'];
  const wrong = () => {
    if (pause.leftMs > 0) return t('signIn.pause', { time: clockText(pause.leftMs) });
    return typeof left === 'number' && left > 0 ? t('signIn.wrongLeft', { count: left }) : t('signIn.wrong');
  };
  return (
    <div className={styles.person}>
      <Avatar name={person.displayName} own size="lg" />
      <h1>{person.displayName}</h1>
      <p className="muted">
        {status.lockedAt === null
          ? t('signIn.place', { desk: status.desk, code: status.deviceCode })
          : t('signIn.locked', {
              desk: status.desk,
              code: status.deviceCode,
              time: format.moment(status.lockedAt, now),
            })}
      </p>
      <form className={styles.unlock} onSubmit={(event) => void submit(event)} noValidate>
        {/* Tells password managers whose passphrase it is. */}
        <input type="text" autoComplete="username" value={person.name} readOnly hidden />
        <PassphraseField
          label={t('signIn.passphrase')}
          value={passphrase}
          onChange={setPassphrase}
          purpose="current"
          large
          autoFocus
          inputRef={field}
          error={isEmpty && passphrase === '' ? t('signIn.empty') : undefined}
          onCapsLock={setCapsLock}
        />
        <Button
          type="submit"
          variant="filled"
          size="lg"
          fullWidth
          mt={8}
          loading={isPending}
          {...(pause.leftMs > 0 ? { 'aria-disabled': true } : {})}
        >
          {t('signIn.unlock')}
        </Button>
      </form>
      <div className={styles.notes} role="status">
        {isWrong ? (
          <span className={`${styles.note} risk-ink`}>
            <RiskGlyph />
            {wrong()}
          </span>
        ) : capsLock ? (
          <span className="soft">{t('signIn.capsLock')}</span>
        ) : null}
        {offered === '' ? null : <span className="soft">{t('signIn.sample')}</span>}
      </div>
      {failure && !isWrong ? <FailureBanner failure={failure} /> : null}
      <div className={styles.links}>
        {onAnother ? (
          <Button variant="subtle" size="xs" onClick={onAnother}>
            {t('signIn.another')}
          </Button>
        ) : null}
        <Button variant="subtle" size="xs" onClick={onRecover}>
          {t('signIn.recovery')}
        </Button>
      </div>
    </div>
  );
};

/** What is good to know on the lock screen, as list items. */
export const SignInFacts = ({ keychain }: { readonly keychain: boolean }) => {
  const { t } = useTranslation('accounts');
  return (
    <>
      <li>
        <IconPlugConnectedX size={14} stroke={1.6} aria-hidden />
        {t('signIn.offline')}
      </li>
      <li>
        {keychain ? (
          <IconDeviceFloppy size={14} stroke={1.6} aria-hidden />
        ) : (
          <IconKeyOff size={14} stroke={1.6} aria-hidden />
        )}
        {keychain ? t('signIn.encrypted') : t('signIn.noKeychain')}
      </li>
    </>
  );
};
