import { useFormat } from '#renderer/ui/use-format.ts';
import type { Course, CourseVariant } from '#shared/training/operations.ts';

/** A course in the language of the screen, else in its first one. */
export const useVariant = (): ((course: Course) => CourseVariant | undefined) => {
  const { language } = useFormat();
  return ({ variants }) => variants.find((variant) => variant.language === language) ?? variants[0];
};
