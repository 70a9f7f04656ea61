/** Who gets to see what is right in a quiz, and who may write one. */
import { isAllowed } from '#shared/accounts/roles.ts';
import { refuse, succeed, type Result } from '#shared/base/result.ts';
import type { Article, ArticleContent } from '#shared/knowledge/article.ts';
import { sealQuiz } from '#shared/training/quiz.ts';
import type { Session } from '../session.ts';

type Asker = Pick<Session, 'roles'>;

/** The content as this person may have it: whoever writes no quizzes may yet have to pass this one. */
export const sealFor = <Content extends Pick<ArticleContent, 'quiz'>>(content: Content, { roles }: Asker): Content =>
  content.quiz && !isAllowed(roles, 'training.manage') ? { ...content, quiz: sealQuiz(content.quiz) } : content;

export const sealArticle = (article: Article, asker: Asker): Article => ({
  ...article,
  published: article.published && sealFor(article.published, asker),
  next: article.next && sealFor(article.next, asker),
});

/** `auth.denied` where the content of somebody who may write none changes the quiz that there is; saying nothing of it changes nothing. */
export const mayWriteQuiz = (
  operation: 'knowledge.begin' | 'knowledge.move',
  { quiz }: Pick<ArticleContent, 'quiz'>,
  before: Pick<ArticleContent, 'quiz'> | null,
  { roles }: Asker,
): Result<null> =>
  quiz === undefined || (quiz ?? before?.quiz ?? null) === null || isAllowed(roles, 'training.manage')
    ? succeed(null)
    : refuse('auth.denied', 'a quiz needs training.manage', { operation, permission: 'training.manage' });
