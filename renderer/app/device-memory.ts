/** What this window may remember before anyone is signed in: how it looked last, whose name to offer. Nothing secret, and may be absent. */
const read = (key: string): string | undefined => {
  try {
    return window.localStorage.getItem(`deskside.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
};

const write = (key: string, value: string): void => {
  try {
    window.localStorage.setItem(`deskside.${key}`, value);
  } catch {
    // Storage may be switched off; then the window starts with what the system says.
  }
};

export const deviceMemory = {
  language: () => read('language'),
  rememberLanguage: (language: string) => write('language', language),
  person: () => read('person'),
  rememberPerson: (userId: string) => write('person', userId),
  /** The device code that somebody was told of last. */
  renewal: () => read('renewal'),
  rememberRenewal: (code: string) => write('renewal', code),
};
