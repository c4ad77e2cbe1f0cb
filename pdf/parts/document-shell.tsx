import { Document } from '@react-pdf/renderer';
import type { ReactNode } from 'react';
import { type DocumentSetting, SettingProvider } from './sheet.tsx';

/** The file itself: its metadata, with the model's own instant as the only date, so that the same model gives the same bytes. */
export function DocumentShell({ setting, children }: { setting: DocumentSetting; children: ReactNode }) {
  const { frame } = setting;
  const madeOn = new Date(frame.madeOn);
  return (
    <Document
      title={frame.title}
      author={frame.partnership}
      subject={frame.reference}
      language={frame.language}
      creator="Line of Sight"
      producer="Line of Sight"
      creationDate={madeOn}
      modificationDate={madeOn}
    >
      <SettingProvider value={setting}>{children}</SettingProvider>
    </Document>
  );
}
