/** Notices of the system as a browser gives them: only once the person has allowed this page to. */

export type WebNotices = NotificationPermission | 'unknown';

/** `unknown`: this browser gives none. */
export const webNotices = (): WebNotices => (typeof Notification === 'undefined' ? 'unknown' : Notification.permission);

/** Asks the person; call it upon what they did. */
export const askForWebNotices = async (): Promise<WebNotices> =>
  webNotices() === 'default' ? await Notification.requestPermission() : webNotices();

/** Nothing where it is not allowed. Whoever chooses it has the page before them, and `chosen` is called. */
export const showWebNotice = (
  { title, body }: { readonly title: string; readonly body: string },
  chosen: () => void,
): void => {
  if (webNotices() !== 'granted') return;
  const notice = new Notification(title, { body });
  notice.addEventListener('click', () => {
    notice.close();
    window.focus();
    chosen();
  });
};
