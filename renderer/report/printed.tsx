import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { ReportSheet } from '#shared/report/operations.ts';
import { Paper } from './paper.tsx';
import './paper-page.css';

interface PrintedProps {
  readonly sheet: ReportSheet;
  readonly isCopy: boolean;
}

/** What the window prints while it is mounted: this report and nothing else. On screen it cannot be seen. */
export const Printed = ({ sheet, isCopy }: PrintedProps) => {
  const { number } = sheet.model;
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--report-number', JSON.stringify(number));
    return () => {
      style.removeProperty('--report-number');
    };
  }, [number]);
  return createPortal(
    <div className="report-print" data-print aria-hidden>
      <Paper sheet={sheet} isCopy={isCopy} />
    </div>,
    document.body,
  );
};
