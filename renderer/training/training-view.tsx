/** Courses: what somebody is to pass, passing it, and for who leads, who did what. */
import { useAllowed } from '#renderer/api/session.tsx';
import { useDraftsReady } from '#renderer/drafts/use-draft.ts';
import { useRoute } from '#renderer/ui/route.ts';
import { SkeletonRows } from '#renderer/ui/skeleton-rows.tsx';
import { AttemptView } from './attempt-view.tsx';
import { CourseView } from './course-view.tsx';
import { MyCourses } from './my-courses.tsx';
import { QuizView } from './quiz-view.tsx';
import { TeamView } from './team-view.tsx';
import { trainingPlace } from './training-route.ts';

export const TrainingView = () => {
  const place = trainingPlace(useRoute().rest);
  const mayRead = useAllowed('training.read');
  const isReady = useDraftsReady();
  switch (place.kind) {
    case 'course':
      return <CourseView key={place.articleId} articleId={place.articleId} />;
    case 'quiz':
      return isReady ? <QuizView key={place.articleId} articleId={place.articleId} /> : <SkeletonRows rows={6} />;
    case 'attempt':
      return <AttemptView key={place.attemptId} attemptId={place.attemptId} />;
    case 'team':
      return mayRead ? <TeamView /> : <MyCourses />;
    case 'mine':
      return <MyCourses />;
  }
};
