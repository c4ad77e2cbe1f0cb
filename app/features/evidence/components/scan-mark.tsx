import type { ReactNode } from 'react';
import { Tag } from '../../../ui/tag.tsx';
import type { Evidence } from '../schema.ts';

/** Whether a file waits for its scan, or was removed by it; else what would stand here. */
export function ScanMark({ scan, children }: { scan: Evidence['scan']; children: ReactNode }) {
  if (scan === 'waiting')
    return (
      <Tag tone="yellow" className="app-tag-wide">
        Being checked for malware
      </Tag>
    );
  if (scan === 'infected')
    return (
      <Tag tone="red" className="app-tag-wide">
        Malware found: removed
      </Tag>
    );
  return children;
}
