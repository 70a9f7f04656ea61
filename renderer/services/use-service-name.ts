import { useCallback } from 'react';
import { useFormat } from '#renderer/ui/use-format.ts';
import { inLanguage, type BusinessService } from '#shared/services/service.ts';

/** The name of a service in the language on screen, else in the other one. */
export const useServiceName = (): ((service: Pick<BusinessService, 'name'>) => string) => {
  const { language } = useFormat();
  return useCallback(({ name }) => inLanguage(name, language), [language]);
};
