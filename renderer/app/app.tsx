import { lazy, Suspense, useEffect, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { SignIn, SignInFacts } from '#renderer/accounts/sign-in.tsx';
import type { Client } from '#renderer/api/client.ts';
import { SessionProvider } from '#renderer/api/session.tsx';
import { showTraining } from '#renderer/practice/training-window.ts';
import { Delayed } from '#renderer/ui/delayed.tsx';
import { Toasts } from '#renderer/ui/toasts.tsx';
import { useAppStore } from './app-context.ts';
import { deviceMemory } from './device-memory.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { fetchFirstView } from './features.tsx';
import { Gate } from './gate.tsx';
import { Shell } from './shell.tsx';
import { Starting } from './starting.tsx';
import { withTexts } from './with-texts.ts';

/** Screens that most starts never show. */
const SetUp = lazy(async () => ({ default: (await import('#renderer/accounts/set-up.tsx')).SetUp }));
const Damaged = lazy(async () => ({ default: (await import('#renderer/storage/damaged.tsx')).Damaged }));
const Stopped = lazy(async () => ({ default: (await import('#renderer/storage/stopped.tsx')).Stopped }));
const TrainingGate = withTexts(async () => (await import('#renderer/practice/training-gate.tsx')).TrainingGate);

/** One screen for each state that the console can be in. */
const Screen = ({ client }: { readonly client: Client }) => {
  const store = useAppStore();
  const { status, failure, scope, isSettingUp, adopt, ask, holdSetUp } = useStore(store);
  const again = () => void ask();
  const isTraining = status?.practice === true;
  useLayoutEffect(() => showTraining(isTraining), [isTraining]);
  const isLocked = status?.state === 'locked';
  useEffect(() => {
    if (isLocked) fetchFirstView();
  }, [isLocked]);

  if (isTraining && status.state === 'needs-setup') {
    return (
      <Gate size="form">
        <TrainingGate client={client} isMade={false} onStatus={adopt} />
      </Gate>
    );
  }
  if (isSettingUp || status?.state === 'needs-setup') {
    return (
      <Gate size="form">
        <SetUp client={client} onHold={holdSetUp} onDone={adopt} />
      </Gate>
    );
  }
  switch (status?.state) {
    case undefined:
      return failure ? (
        <Gate size="form">
          <Stopped status={undefined} onAgain={again} />
        </Gate>
      ) : (
        <Delayed>
          <Starting />
        </Delayed>
      );
    case 'locked':
      return (
        <Gate size="entry" facts={<SignInFacts keychain={status.keychain} />}>
          <SignIn
            client={client}
            status={status}
            person={deviceMemory.person()}
            onPerson={deviceMemory.rememberPerson}
            onStatus={adopt}
          />
          {isTraining ? <TrainingGate client={client} isMade onStatus={adopt} /> : null}
        </Gate>
      );
    case 'open':
      if (!scope) return null;
      return (
        <SessionProvider key={status.session.signedInAt} value={{ client, status, scope }}>
          <Shell />
        </SessionProvider>
      );
    case 'damaged':
      return (
        <Gate size="report">
          <Damaged client={client} status={status} onDecided={again} />
        </Gate>
      );
    case 'in-use':
    case 'newer-schema':
    case 'keys-damaged':
    case 'unreadable':
      return (
        <Gate size="form">
          <Stopped status={status} onAgain={again} />
        </Gate>
      );
  }
};

export const App = ({ client }: { readonly client: Client }) => (
  <>
    <ErrorBoundary>
      <Suspense>
        <Screen client={client} />
      </Suspense>
    </ErrorBoundary>
    <Toasts />
  </>
);
