import type { LoopbackHost } from '../../support/loopback-host.ts';
import { otherConsole, valueOf } from './tickets.ts';

export interface Article {
  readonly title: string;
  readonly body: string;
  readonly tags?: readonly string[];
  readonly language?: 'en' | 'zh-CN';
}

const mara = { name: 'mara', displayName: 'Mara Keller', passphrase: 'calm orchard window 17' } as const;

/** Known errors, written by Ada and published by Mara, who is an administrator from then on. */
export const publishArticles = async (host: LoopbackHost, articles: readonly Article[]): Promise<void> => {
  const writer = await otherConsole(host);
  const { id: userId } = valueOf(await writer.call('accounts.addUser', { ...mara, roles: ['administrator'] }));
  const reviewer = await host.connect();
  valueOf(await reviewer.call('accounts.signIn', { userId, passphrase: mara.passphrase }));
  for (const { title, body, tags = [], language = 'en' } of articles) {
    const content = { title, body, category: null, tags: [...tags], audience: 'internal' } as const;
    const { articleId } = valueOf(
      await writer.call('knowledge.begin', { kind: 'known_error', language, content, translates: null }),
    );
    for (const [client, action] of [
      [writer, 'submit'],
      [reviewer, 'publish'],
    ] as const) {
      const { article } = valueOf(await client.call('knowledge.get', { articleId }));
      valueOf(await client.call('knowledge.move', { articleId, seen: article.revision, move: { action } }));
    }
  }
  reviewer.close();
  writer.close();
};
